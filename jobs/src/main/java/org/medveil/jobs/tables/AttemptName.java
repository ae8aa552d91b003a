package org.medveil.jobs.tables;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a folder that is being written: whose it is, so that the next start knows whether its
 * writer is dead. {@code .attempt-TARGET-HOST-PID-STARTED-RANDOM}.
 *
 * <p>Taking a living writer's attempt away costs it a failed rename (exit 75), never a wrong
 * result. So the age at which an attempt of another machine counts as dead need not be certain.
 */
final class AttemptName {
  static final String PREFIX = ".attempt-";

  /** Files of at most 256 MiB are written in seconds; nobody writes them for a day. */
  static final Duration OLD = Duration.ofDays(1);

  private static final Pattern OWNED =
      Pattern.compile("\\.attempt-.*-([0-9a-f]{12})-(\\d+)-(\\d+)-[0-9a-f]{8}");

  private AttemptName() {}

  static String fresh(String target) {
    ProcessHandle self = ProcessHandle.current();
    return PREFIX
        + target
        + "-"
        + host()
        + "-"
        + self.pid()
        + "-"
        + started(self).toEpochMilli()
        + "-"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whether its writer is gone: this machine's process table says so, or its age does. */
  static boolean isDead(String name, Instant lastChange, Instant now) {
    Matcher owned = OWNED.matcher(name);
    if (owned.matches() && owned.group(1).equals(host())) {
      Optional<ProcessHandle> writer = ProcessHandle.of(Long.parseLong(owned.group(2)));
      Instant since = Instant.ofEpochMilli(Long.parseLong(owned.group(3)));
      // A number that was given to another process since is not the writer.
      return writer.filter(ProcessHandle::isAlive).filter(p -> started(p).equals(since)).isEmpty();
    }
    return lastChange.plus(OLD).isBefore(now);
  }

  private static Instant started(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(at -> Instant.ofEpochMilli(at.toEpochMilli()))
        .orElse(Instant.EPOCH);
  }

  /** Hashed, because the exchange is read by others. */
  private static String host() {
    try {
      return Locations.shortHash(InetAddress.getLocalHost().getHostName());
    } catch (IOException e) {
      return Locations.shortHash("a host without a name");
    }
  }
}

package org.medveil.jobs.doctor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.SigningKey;
import org.medveil.jobs.tables.LedgerPassword;
import picocli.CommandLine.Option;

/** What a site has, as its verbs name it; all of it may come from {@code --conf}. */
final class SiteOptions {
  @Option(
      names = "--ledger",
      paramLabel = "JDBC_URL",
      description = "Privacy ledger to open and check.")
  private String ledger;

  @Option(
      names = "--ledger-user",
      defaultValue = "medveil",
      description = "Database user (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--ledger-password-file",
      paramLabel = "FILE",
      description = "File that holds the database password.")
  private Path passwordFile;

  @Option(names = "--ledger-key", paramLabel = "FILE", description = "The site's signing.key.")
  private Path key;

  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description = "Warehouse that must take a file: made, renamed, removed.")
  private String warehouse;

  @Option(
      names = "--exchange",
      paramLabel = "URI",
      description = "Exchange that must take a file: made, renamed, removed.")
  private String exchange;

  Stream<Check> checks(Configuration hadoop, Clocks clocks) {
    return Stream.of(
        ledger(clocks),
        folder("warehouse", warehouse, hadoop, clocks),
        folder("exchange", exchange, hadoop, clocks));
  }

  private Check ledger(Clocks clocks) {
    if (ledger == null) {
      return Check.skipped("ledger", "no --ledger");
    }
    return Check.of(
        "ledger",
        "",
        () -> {
          LedgerLocation where =
              new LedgerLocation(ledger, user, LedgerPassword.read(passwordFile));
          Optional<SigningKey> signer = Optional.ofNullable(key).map(SigningKey::read);
          JdbcLedger.open(where, new PldAccountant(), signer).close();
          LedgerClock.ahead(where).ifPresent(ahead -> clocks.add("ledger's database", ahead));
          return "opens, and its chain holds";
        });
  }

  private static Check folder(String name, String uri, Configuration hadoop, Clocks clocks) {
    if (uri == null) {
      return Check.skipped(name, "no --" + name);
    }
    return Check.of(
        name,
        "",
        () -> {
          FolderProbe probe = FolderProbe.of(uri, hadoop);
          // A mounted disk of another machine looks like an own one; a difference shows it.
          if (probe.remote() || !probe.clock().isZero()) {
            clocks.add(name, probe.clock());
          }
          return probe.found();
        });
  }
}

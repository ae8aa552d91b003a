package org.medveil.jobs.auditall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medveil.contracts.ExitCode;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditJson;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.audit.AuditVerdict;
import org.medveil.jobs.cli.VerbLine;
import picocli.CommandLine;

/**
 * One audit, run as a user would.
 *
 * @param audit the verb
 * @param code how it ended
 * @param document what it found; empty if it found nothing or was refused
 */
record AuditRun(String audit, int code, Optional<AuditDocument> document) {

  static AuditRun of(String audit, Path conf, Path out, Supplier<CommandLine> commands) {
    Path file = out.resolve(AuditOutput.fileName(audit));
    delete(file);
    int code =
        new VerbLine(commands.get())
            .run(
                List.of(audit, "--conf", conf.toString(), "--out", out.toString())
                    .toArray(String[]::new));
    boolean refuted = code == ExitCode.BAD_DATA.code();
    Optional<AuditDocument> written =
        code == ExitCode.OK.code() || refuted ? read(file) : Optional.empty();
    // Exit 65 means a refuted claim only if the document says so; else the data were bad.
    return new AuditRun(
        audit, code, written.filter(d -> !refuted || d.verdict() == AuditVerdict.FAIL));
  }

  boolean refuted() {
    return document.map(d -> d.verdict() == AuditVerdict.FAIL).orElse(false);
  }

  /** An older document must not stand for a run that was refused. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<AuditDocument> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(AuditJson.read(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

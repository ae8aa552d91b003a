package org.medveil.jobs.agreement;

import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** The agreement a verb works under, and the purpose it declares. */
public final class AgreementOptions {
  @Option(
      names = "--agreement",
      required = true,
      paramLabel = "FILE",
      description = "Data-use agreement (HOCON).")
  private Path agreement;

  @Option(
      names = "--purpose",
      paramLabel = "TEXT",
      description = "Purpose of this run; must be the agreement's.")
  private String purpose;

  /** The agreement, if it permits the run today; else exit 77. */
  public DataUseAgreement permitted() {
    DataUseAgreement granted = DataUseAgreement.read(agreement);
    granted.permit(purpose, LocalDate.now());
    return granted;
  }
}

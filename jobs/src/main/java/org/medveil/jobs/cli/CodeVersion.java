package org.medveil.jobs.cli;

import java.util.Optional;

/** The version that stands in every manifest. */
public final class CodeVersion {
  private CodeVersion() {}

  /** As in the jar's manifest, {@code development} when run from class files. */
  public static String current() {
    return Optional.ofNullable(CodeVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}

package org.medveil.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real, openly licensed data outside the project, found through {@code MEDVEIL_DATA}. */
public final class RealData {
  private RealData() {}

  /** A folder of it; the test is skipped, and says so, where the data is not there. */
  public static Path folder(String name) {
    Path folder =
        Path.of(Optional.ofNullable(System.getenv("MEDVEIL_DATA")).orElse("../../shared/data"))
            .resolve(name);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "SKIPPED: no folder " + name + " below MEDVEIL_DATA; this test reads real data");
    return folder;
  }
}

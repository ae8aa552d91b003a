package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The public test files outside the source tree; a test that needs them is skipped without. */
public final class DataFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private DataFolder() {}

  /** The folder, or a skipped test. */
  public static Path named(String name) {
    String root = System.getenv("MEDVEIL_DATA");
    Path folder = Path.of(root == null ? "." : root, name);
    assumeTrue(Files.isDirectory(folder), "skipped: no test data folder " + name);
    return folder;
  }

  /** All files below, sorted. */
  public static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The image or the rejection; anything else, slowness included, fails the test. */
  static Object outcome(Path file) {
    return assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try (InputStream in = Files.newInputStream(file)) {
            return DicomReader.readImage(in);
          } catch (DicomRejection e) {
            return e;
          }
        },
        file::toString);
  }

  /** As {@link #outcome}, for the header alone. */
  static Object headerOutcome(Path file) {
    return assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try (InputStream in = Files.newInputStream(file)) {
            return DicomReader.readHeader(in);
          } catch (DicomRejection e) {
            return e;
          }
        },
        file::toString);
  }
}

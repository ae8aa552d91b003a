package org.medveil.imaging.dataset;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.medveil.imaging.DicomRejection;

/** The public test files outside the source tree; a test that needs them is skipped without. */
final class TestFiles {
  private TestFiles() {}

  static Path folder(String name) {
    String root = System.getenv("MEDVEIL_DATA");
    Path folder = Path.of(root == null ? "." : root, name);
    assumeTrue(Files.isDirectory(folder), "skipped: no test data folder " + name);
    return folder;
  }

  static List<Path> in(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DicomObject read(byte[] file) throws DicomRejection {
    return DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
  }

  static byte[] written(DicomObject object) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    object.write(out);
    return out.toByteArray();
  }
}

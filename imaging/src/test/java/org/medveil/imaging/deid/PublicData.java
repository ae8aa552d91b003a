package org.medveil.imaging.deid;

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
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/** The public test files outside the source tree, and short ways through the engine. */
final class PublicData {
  private PublicData() {}

  static Path named(String name) {
    String root = System.getenv("MEDVEIL_DATA");
    Path found = Path.of(root == null ? "." : root, name);
    assumeTrue(Files.exists(found), "skipped: no test data " + name);
    return found;
  }

  static List<Path> files(Path folder) {
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

  static byte[] written(DicomObject object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      object.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A key for tests: its first byte tells it from others. */
  static Pseudonymizer key(int first) {
    byte[] key = new byte[Pseudonymizer.KEY_BYTES];
    key[0] = (byte) first;
    return new Pseudonymizer(key);
  }
}

package org.medveil.jobs.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What an interrupted run of {@code simulate} left; only its own folders are touched. */
final class HalfMade {
  private HalfMade() {}

  static void clear(Path out) throws IOException {
    List<Path> ours;
    try (Stream<Path> children = Files.list(out)) {
      ours =
          children
              .filter(child -> child.getFileName().toString().matches("site-\\d+|holdout|truth"))
              .toList();
    }
    for (Path folder : ours) {
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.sorted(Comparator.reverseOrder()).forEach(HalfMade::delete);
      }
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

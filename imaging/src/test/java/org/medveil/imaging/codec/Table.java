package org.medveil.imaging.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Tab-separated lines beside the tests. */
final class Table {
  private Table() {}

  static List<String[]> lines(String name) throws IOException {
    InputStream raw = Objects.requireNonNull(Table.class.getResourceAsStream(name), name);
    InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split("\t")).toList();
    }
  }
}

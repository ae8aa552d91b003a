package org.medveil.imaging.deid;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A table of conf/deid, as the jar carries it. */
record Resource(byte[] bytes) {
  /** Null when there is none of this name. */
  static Resource find(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      return in == null ? null : new Resource(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Resource of(String name) {
    Resource found = find(name);
    if (found == null) {
      throw new IllegalStateException("this build lacks its table " + name);
    }
    return found;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Without empty lines and comments. */
  List<String> lines() {
    return text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  /** Without the line of column names. */
  List<String> rows() {
    List<String> lines = lines();
    return lines.subList(1, lines.size());
  }

  String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

package org.medveil.jobs.deidscore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;

/** Texts in UTF-8 on any Hadoop file system. */
final class Texts {
  private Texts() {}

  static boolean exists(String location, Configuration hadoop) {
    Path path = new Path(Locations.absolute(location));
    try {
      return FileSystem.get(path.toUri(), hadoop).exists(path);
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot reach " + path, "check the file system and try again");
    }
  }

  static Optional<String> readIfThere(String location, Configuration hadoop) {
    Path path = new Path(Locations.absolute(location));
    try {
      FileSystem fs = FileSystem.get(path.toUri(), hadoop);
      if (!fs.exists(path)) {
        return Optional.empty();
      }
      try (InputStream in = fs.open(path)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw Refusal.badData("cannot read " + path, "check that it is a file and may be read");
    }
  }

  static String read(String location, Configuration hadoop) {
    return readIfThere(location, hadoop)
        .orElseThrow(
            () -> Refusal.badData("there is no " + location, "check the name of the file"));
  }

  static void write(String location, String text, Configuration hadoop) {
    Path path = new Path(Locations.absolute(location));
    try {
      FileSystem fs = FileSystem.get(path.toUri(), hadoop);
      fs.setWriteChecksum(false);
      try (OutputStream out = fs.create(path, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write " + path, "check space and rights, then try again");
    }
  }
}

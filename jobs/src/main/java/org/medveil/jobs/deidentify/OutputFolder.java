package org.medveil.jobs.deidentify;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;

/**
 * The output of {@code deidentify}: {@code dicom/} is what may be handed on; {@code quarantine.csv}
 * and {@code _medveil/} stay, because they lead back to the sources.
 */
final class OutputFolder implements Serializable {
  private static final String OWN = "_medveil";
  private static final String SETTINGS = OWN + "/rules";
  private static final String LEDGER = OWN + "/done";

  private final String root;

  OutputFolder(String location) {
    root = Locations.absolute(location);
  }

  String dicom() {
    return root + "/dicom";
  }

  String quarantine() {
    return root + "/quarantine.csv";
  }

  /**
   * A folder holds the output of one set of rules and one key; others are refused (2). Each run
   * leaves a note named by its hash and looks for others afterwards, so that of two runs that start
   * together at most one goes on.
   */
  void claim(Map<String, Object> rules, String sha256, Configuration hadoop) {
    Path own = new Path(root + "/" + SETTINGS + "/" + sha256 + ".json");
    try {
      FileSystem fs = fs(own, hadoop);
      boolean there = fs.exists(own);
      if (!there && isAlone(own, fs)) {
        put(own, (Json.pretty(rules) + "\n").getBytes(StandardCharsets.UTF_8), hadoop);
      }
      if (!isAlone(own, fs)) {
        if (!there) {
          fs.delete(own, false);
        }
        throw Refusal.usage(
            "the output folder was made with another profile, pixel policy, key or compression",
            "choose another folder: files made by two sets of rules should not be mixed");
      }
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write to " + root, "check space and rights");
    }
  }

  private static boolean isAlone(Path own, FileSystem fs) throws IOException {
    if (!fs.exists(own.getParent())) {
      return true;
    }
    for (FileStatus note : fs.listStatus(own.getParent())) {
      if (!note.getPath().getName().equals(own.getName())) {
        return false;
      }
    }
    return true;
  }

  /** Lines of all runs so far. */
  List<Entry> ledger(Configuration hadoop) {
    List<Entry> entries = new ArrayList<>();
    Folders folders = Folders.at(root, hadoop);
    for (String part : folders.list(LEDGER)) {
      for (byte[] text : folders.read(LEDGER + "/" + part).orElse(Map.of()).values()) {
        new String(text, StandardCharsets.UTF_8).lines().map(Entry::parse).forEach(entries::add);
      }
    }
    return entries;
  }

  /** Adds lines; all of them or none. Returns the part's name. */
  String note(List<Entry> entries, Configuration hadoop) {
    StringBuilder lines = new StringBuilder();
    entries.stream().filter(one -> !one.sha256().isEmpty()).map(Entry::line).forEach(lines::append);
    String part = UUID.randomUUID().toString();
    byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
    String file = root + "/" + LEDGER + "/" + part + "/done.csv";
    try {
      put(new Path(file), text, hadoop);
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write " + file, "check space and rights");
    }
    return part;
  }

  /** One part in place of all: the ledger as it stands. */
  void settle(List<Entry> entries, Configuration hadoop) {
    Folders folders = Folders.at(root, hadoop);
    List<String> before = folders.list(LEDGER);
    note(entries, hadoop);
    before.forEach(part -> folders.delete(LEDGER + "/" + part));
  }

  boolean has(String path, Configuration hadoop) throws IOException {
    Path file = new Path(dicom() + "/" + path);
    return fs(file, hadoop).exists(file);
  }

  /** Writes a file whole or not at all. */
  void write(String path, byte[] bytes, Configuration hadoop) throws IOException {
    put(new Path(dicom() + "/" + path), bytes, hadoop);
  }

  void writeQuarantine(List<Entry> refused, Configuration hadoop) {
    StringBuilder csv = new StringBuilder("source_uri,source_sha256,stage,reason,detail,at\n");
    refused.stream().map(Entry::quarantineLine).sorted().forEach(csv::append);
    try {
      byte[] text = csv.toString().getBytes(StandardCharsets.UTF_8);
      put(new Path(quarantine()), text, hadoop);
    } catch (IOException e) {
      throw Refusal.tryAgain("cannot write " + quarantine(), "check space and rights");
    }
  }

  private void put(Path target, byte[] bytes, Configuration hadoop) throws IOException {
    FileSystem fs = fs(target, hadoop);
    Path attempt = new Path(root + "/" + OWN + "/attempts/" + UUID.randomUUID());
    try (OutputStream out = fs.create(attempt, false)) {
      out.write(bytes);
    }
    fs.mkdirs(target.getParent());
    if (!fs.rename(attempt, target)) {
      // Some file systems do not replace.
      fs.delete(target, false);
      if (!fs.rename(attempt, target)) {
        throw new IOException("cannot be moved to its place");
      }
    }
  }

  void clearAttempts(Configuration hadoop) {
    Folders.at(root, hadoop).delete(OWN + "/attempts");
  }

  private static FileSystem fs(Path path, Configuration hadoop) throws IOException {
    FileSystem fs = FileSystem.get(path.toUri(), hadoop);
    fs.setWriteChecksum(false);
    return fs;
  }
}

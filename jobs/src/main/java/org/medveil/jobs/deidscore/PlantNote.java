package org.medveil.jobs.deidscore;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.imaging.plant.Planter;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;

/**
 * {@code plant.json}: says that a folder was planted, from what, and vouches for the key's bytes.
 */
final class PlantNote {
  static final String FILE = "plant.json";
  static final String KEY = "answer-key.csv";

  private static final Pattern SHA = Pattern.compile("\"keySha256\":\"([0-9a-f]{64})\"");

  private PlantNote() {}

  static String of(PlantSettings settings, String key) {
    Map<String, Object> note = new TreeMap<>(settings.request());
    note.put("keySha256", Locations.sha256(key));
    note.put("statement", "SYNTHETIC identifiers, invented for this folder; no patient data");
    return Json.line(note) + "\n";
  }

  /** Whether this note is of the same request; the generator's version included. */
  static boolean isOf(String note, PlantSettings settings, String key) {
    return note.equals(of(settings, key));
  }

  /** Whether the note is of our generator and for these very bytes of a key. */
  static boolean vouchesFor(String note, String key) {
    Matcher sha = SHA.matcher(note);
    return note.contains("\"generator\":\"" + Planter.GENERATOR + "\"")
        && sha.find()
        && sha.group(1).equals(Locations.sha256(key));
  }
}

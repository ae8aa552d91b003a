package org.medveil.jobs.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.jobs.cli.StrictObject;

/**
 * What left each hospital.
 *
 * @param allowList the file names that may leave
 * @param checkPassed whether the walk over names and contents passed
 * @param checkDetail what that walk compared with what
 * @param files every file that left, (site, round, name) unique
 */
record EgressData(
    List<String> allowList, boolean checkPassed, String checkDetail, List<SentFile> files) {

  /** One file that left; {@code bytes} is its size, {@code sha256} its hash in hex. */
  record SentFile(String site, int round, String name, long bytes, String sha256)
      implements Figure.PublicConstant {
    static SentFile read(StrictObject o) {
      return new SentFile(
          o.text("site"),
          o.smallInteger("round", 1),
          o.text("name"),
          o.integer("bytes", 0),
          o.sha256("sha256"));
    }
  }

  static EgressData read(StrictObject o) {
    List<SentFile> files = o.objects("files", SentFile::read);
    Set<List<Object>> seen = new HashSet<>();
    for (SentFile f : files) {
      o.check(seen.add(List.of(f.site, f.round, f.name)), "files", "must not repeat a file");
    }
    return new EgressData(
        o.uniqueTexts("allow_list"), o.flag("check_passed"), o.text("check_detail"), files);
  }

  /** The files whose name is not in the allow-list. */
  List<SentFile> strangers() {
    return files.stream().filter(f -> !allowList.contains(f.name)).toList();
  }

  /** The walk passed, and no name says otherwise. */
  boolean passed() {
    return checkPassed && strangers().isEmpty();
  }

  long totalBytes() {
    return files.stream().mapToLong(SentFile::bytes).sum();
  }
}

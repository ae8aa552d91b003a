package org.medveil.jobs.report;

import java.util.List;
import org.medveil.jobs.cli.StrictObject;

/** What was audited, what was not, and where every number came from. */
record EvidenceData(
    List<Audit> audits, List<Gap> notEvidenced, List<Source> provenance, Recipe recipe) {

  /** One finding; the interval and the threshold may be null. */
  record Audit(String audit, String metric, String group, Measured measured, String verdict) {
    static Audit read(StrictObject o) {
      return new Audit(
          o.text("audit"),
          o.text("metric"),
          o.text("group"),
          Measured.read(o),
          o.oneOf("verdict", List.of("pass", "fail", "info")));
    }
  }

  /**
   * What an audit found.
   *
   * @param ledgerEntry of the release it is, or null if it was not noised
   * @param open true if it says nothing of any patient: counts of files, settings
   */
  record Measured(
      double value, Double ciLow, Double ciHigh, Double threshold, String ledgerEntry, boolean open)
      implements Figure {
    static Measured read(StrictObject o) {
      String basis = o.oneOf("basis", List.of("public", "hold-out", "released"));
      String entry = o.sha256OrNull("ledger_entry_hash");
      o.check(
          basis.equals("released") == (entry != null),
          "ledger_entry_hash",
          "must name the entry of a release, and of nothing else");
      return new Measured(
          o.number("value"),
          o.numberOrNull("ci_low"),
          o.numberOrNull("ci_high"),
          o.numberOrNull("threshold"),
          entry,
          basis.equals("public"));
    }

    @Override
    public String basis() {
      if (ledgerEntry != null) {
        return "noised, paid for by ledger entry " + ledgerEntry.substring(0, 12);
      }
      return open ? "public" : "not noised";
    }
  }

  /** A question this run leaves open, and why. */
  record Gap(String question, String why) {}

  /** The verb and manifest a number comes from; {@code sha256} is the manifest's. */
  record Source(String metric, String value, String verb, String manifest, String sha256) {
    static Source read(StrictObject o) {
      return new Source(
          o.text("metric"),
          o.text("value"),
          o.text("verb"),
          o.text("manifest"),
          o.sha256("sha256"));
    }
  }

  /** How to get the same again. */
  record Recipe(List<Setting> settings, List<Version> versions, List<Command> commands) {}

  record Setting(String name, String value, String source) {}

  record Version(String name, String value) {}

  record Command(String what, String command) {}

  static EvidenceData read(StrictObject o) {
    Recipe recipe =
        new Recipe(
            o.objects(
                "settings", s -> new Setting(s.text("name"), s.text("value"), s.text("source"))),
            o.objects("versions", v -> new Version(v.text("name"), v.text("value"))),
            o.objects("reproduce", c -> new Command(c.text("what"), c.text("command"))));
    return new EvidenceData(
        o.objects("audits", Audit::read),
        o.objects("not_evidenced", g -> new Gap(g.text("question"), g.text("why"))),
        o.someObjects("provenance", Source::read),
        recipe);
  }
}

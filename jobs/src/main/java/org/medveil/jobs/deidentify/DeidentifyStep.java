package org.medveil.jobs.deidentify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceListing;

/** Files in, files out: every one is written, quarantined, or known from an earlier run. */
final class DeidentifyStep {
  private final JavaSparkContext spark;
  private final OutputFolder output;
  private final Pseudonymizer pseudonyms;

  DeidentifyStep(JavaSparkContext spark, OutputFolder output, Pseudonymizer pseudonyms) {
    this.spark = spark;
    this.output = output;
    this.pseudonyms = pseudonyms;
  }

  List<Outcome> run(List<SourceFile> files, FileCleaner cleaner) {
    Configuration hadoop = spark.hadoopConfiguration();
    Broadcast<HadoopConf> travelling = spark.broadcast(new HadoopConf(hadoop));
    Known known = Known.of(output.ledger(hadoop));
    Broadcast<Known> sent = spark.broadcast(known);
    List<List<SourceFile>> tasks = SourceListing.pack(files, spark.defaultParallelism());
    List<Outcome> outcomes =
        spark
            .parallelize(tasks, Math.max(1, tasks.size()))
            .flatMap(
                task -> cleaner.cleanAll(task, sent.value(), travelling.value().get()).iterator())
            .collect();
    List<Outcome> settled = settled(outcomes, cleaner, hadoop);
    List<Entry> ledger = new ArrayList<>(known.entries());
    settled.stream()
        .filter(one -> !one.is(Outcome.End.KNOWN))
        .map(Outcome::entry)
        .forEach(ledger::add);
    if (ledger.size() > known.entries().size()) {
      output.settle(ledger, hadoop);
      List<Entry> refused = ledger.stream().filter(entry -> !entry.isWritten()).toList();
      output.writeQuarantine(refused, hadoop);
    }
    output.clearAttempts(hadoop);
    return settled;
  }

  /** One SOP instance leaves once: the smallest hash wins, so the choice does not hang on order. */
  private List<Outcome> settled(List<Outcome> outcomes, FileCleaner cleaner, Configuration hadoop) {
    Map<String, List<Outcome>> byPath = new HashMap<>();
    List<Outcome> out = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.is(Outcome.End.WRITTEN)) {
        byPath.computeIfAbsent(outcome.entry().path(), p -> new ArrayList<>()).add(outcome);
      } else {
        out.add(outcome);
      }
    }
    for (List<Outcome> claims : byPath.values()) {
      claims.sort(Comparator.comparing(one -> one.entry().sha256()));
      Outcome winner = claims.get(0);
      out.add(winner);
      boolean conflict = false;
      for (Outcome other : claims.subList(1, claims.size())) {
        boolean same = other.entry().sha256().equals(winner.entry().sha256());
        conflict |= !same;
        out.add(
            same
                ? other.refused(RejectReason.DUPLICATE, "same instance, same bytes")
                : other.refused(
                    RejectReason.CONFLICTING_DUPLICATE, "same instance with other bytes"));
      }
      if (conflict) {
        String source = pseudonyms.decryptUri(winner.entry().source());
        cleaner.cleanAll(List.of(new SourceFile(source, 0)), Known.of(List.of()), hadoop);
      }
    }
    return out;
  }
}

package org.medveil.jobs.disentangle;

import java.util.List;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.Ranks;
import picocli.CommandLine.Option;

/** What is to be erased and kept. */
final class PlanChoice {
  @Option(
      names = "--erase",
      defaultValue = "",
      paramLabel = "LIST",
      description = "Concepts, separated by commas: sex, age, ethnicity, site, scanner.")
  private String erase;

  @Option(
      names = "--method",
      defaultValue = "leace",
      paramLabel = "NAME",
      description =
          "How concepts are erased: leace (least change), splince (keeps the covariance with the"
              + " label), inlp (older, for comparison) (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--identity-rank",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Erase the K directions in which eyes of different patients differ most (default:"
              + " ${DEFAULT-VALUE}).")
  private int identityRank;

  @Option(
      names = "--keep",
      defaultValue = "label",
      paramLabel = "NAME",
      description =
          "label: the best linear predictor of the label survives; nothing (default:"
              + " ${DEFAULT-VALUE}).")
  private String keep;

  @Option(
      names = "--frontier",
      defaultValue = "",
      paramLabel = "LIST",
      description = "Ranks of identity erasure to compare, e.g. 0,16,48,96.")
  private String frontier;

  ErasurePlan plan() {
    if (!keep.equals("label") && !keep.equals("nothing")) {
      throw Refusal.usage("there is no '" + keep + "' to keep", "known: label, nothing");
    }
    return new ErasurePlan(
        Concept.list(erase), ErasurePlan.Method.named(method), identityRank, keep.equals("label"));
  }

  /** Ranks, ascending; empty when no frontier was asked for. */
  List<Integer> frontier() {
    return Ranks.of("--frontier", frontier, "0,16,48,96");
  }
}

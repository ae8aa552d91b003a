package org.medveil.jobs.disentangle;

import java.util.List;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.jobs.audit.Ranks;
import org.medveil.jobs.cohort.IdentityOptions;
import picocli.CommandLine.Mixin;
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

  @Mixin private IdentityOptions identity;

  @Option(
      names = "--frontier",
      defaultValue = "",
      paramLabel = "LIST",
      description = "Ranks of identity erasure to compare, e.g. 0,16,48,96.")
  private String frontier;

  ErasurePlan plan() {
    boolean label = identity.keepsLabel();
    return new ErasurePlan(
        Concept.list(erase), ErasurePlan.Method.named(method), identity.rank(), label);
  }

  /** Ranks, ascending; empty when no frontier was asked for. */
  List<Integer> frontier() {
    return Ranks.of("--frontier", frontier, "0,16,48,96");
  }
}

package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.contracts.Refusal;

/** The attackers by name. */
public final class Attackers {
  /** They compare vectors and learn nothing of patients. */
  public static final List<String> UNTRAINED = List.of("cosine", "whitened-cosine", "l2");

  /** They learn on patients who are not among the probes. */
  public static final List<String> TRAINED = List.of("lda", "plda", "triplet");

  /** It knows a patient's sex, age band and ethnicity as far as the vector tells them. */
  public static final String DEMOGRAPHICS = "demographics";

  private static final double RIDGE = 0.01;

  private Attackers() {}

  /** Exit 2 unless every name is known. */
  public static void check(List<String> names) {
    for (String name : names) {
      if (!UNTRAINED.contains(name) && !TRAINED.contains(name)) {
        throw Refusal.usage(
            "there is no attacker '" + name + "'",
            "known attackers: " + String.join(", ", UNTRAINED) + ", " + String.join(", ", TRAINED));
      }
    }
  }

  /**
   * An attacker that knows no patient.
   *
   * @param gallery vectors it has; it may look at their spread
   */
  public static Comparison untrained(String name, AuditRows gallery, double shrinkage) {
    return switch (name) {
      case "cosine" -> new Cosine(gallery.dimension());
      case "whitened-cosine" -> WhitenedCosine.of(gallery.matrix(), gallery.dimension(), shrinkage);
      case "l2" -> SquaredDistance.around(gallery.matrix(), gallery.dimension());
      default -> throw new IllegalArgumentException("not an untrained attacker: " + name);
    };
  }

  /**
   * An attacker that learns on patients of its own.
   *
   * @param known none of them among the probes
   */
  public static Comparison trained(String name, AuditRows known, TrainingSettings settings) {
    return switch (name) {
      case "lda" -> Lda.fit(known, settings);
      case "plda" -> Plda.fit(known, settings);
      case "triplet" -> TripletHead.fit(known, settings);
      default -> throw new IllegalArgumentException("not a trained attacker: " + name);
    };
  }

  /**
   * Predicts sex, age band and ethnicity, and compares the predictions only: what re-identification
   * would reach if vectors held demographics and nothing else.
   *
   * @param known none of them among the probes
   * @throws Refusal exit 65 if nothing of the kind is known
   */
  public static Comparison demographics(AuditRows known) {
    List<ToDoubleFunction<AuditRow>> targets = new ArrayList<>();
    addTargets(known, row -> row.sex().orElse(""), targets);
    addTargets(known, row -> row.ageBand().orElse(""), targets);
    addTargets(known, row -> row.ethnicity().orElse(""), targets);
    if (targets.isEmpty()) {
      throw Refusal.badData(
          "Neither sex nor age band nor ethnicity differs between the rows.",
          "The attacker by demographics needs one of them.");
    }
    LinearMap map = TraitModel.fit(known, targets, RIDGE).map();
    float[] predicted = map.apply(known.matrix(), known.size());
    return new Mapped(DEMOGRAPHICS, map, SquaredDistance.around(predicted, targets.size()));
  }

  /** One target for each value but the first; a trait with one value tells nothing. */
  private static void addTargets(
      AuditRows rows, Function<AuditRow, String> trait, List<ToDoubleFunction<AuditRow>> targets) {
    TreeSet<String> values = new TreeSet<>(rows.all().stream().map(trait).toList());
    values.pollFirst();
    for (String value : values) {
      targets.add(row -> trait.apply(row).equals(value) ? 1 : 0);
    }
  }
}

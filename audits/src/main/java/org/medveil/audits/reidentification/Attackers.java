package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    addAge(known, targets);
    addTargets(known, row -> row.ethnicity().orElse(""), targets);
    if (targets.isEmpty()) {
      throw Refusal.badData(
          "Neither sex nor age band nor ethnicity differs between the rows.",
          "The attacker by demographics needs one of them.");
    }
    LinearMap map = standardised(TraitModel.fit(known, targets, RIDGE).map(), known);
    float[] predicted = map.apply(known.matrix(), known.size());
    return new Mapped(DEMOGRAPHICS, map, SquaredDistance.around(predicted, targets.size()));
  }

  /** Every prediction with variance 1: years must not outweigh sex. */
  private static LinearMap standardised(LinearMap map, AuditRows known) {
    float[] predicted = map.apply(known.matrix(), known.size());
    double[] scales = new double[map.width()];
    for (int target = 0; target < scales.length; target++) {
      double sum = 0;
      double squares = 0;
      for (int i = target; i < predicted.length; i += scales.length) {
        sum += predicted[i];
        squares += (double) predicted[i] * predicted[i];
      }
      double mean = sum / known.size();
      scales[target] = 1 / Math.sqrt(Math.max(1e-12, squares / known.size() - mean * mean));
    }
    return map.scaled(scales);
  }

  /** Age is one number, so that it counts as one trait however many bands there are. */
  private static void addAge(AuditRows rows, List<ToDoubleFunction<AuditRow>> targets) {
    Set<String> bands = new TreeSet<>();
    rows.all().forEach(row -> row.ageBand().ifPresent(bands::add));
    if (bands.size() > 1) {
      double middle = bands.stream().mapToDouble(Attackers::years).average().orElseThrow();
      targets.add(row -> row.ageBand().map(Attackers::years).orElse(middle));
    }
  }

  /** The first number of a band, e.g. 40 of {@code 40-59}; 0 if it has none. */
  private static double years(String band) {
    String digits = band.replaceFirst("^\\D*(\\d{0,3}).*$", "$1");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
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

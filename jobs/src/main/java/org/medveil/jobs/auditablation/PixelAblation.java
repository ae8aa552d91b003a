package org.medveil.jobs.auditablation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ablation.Mates;
import org.medveil.audits.ablation.Occlusion;
import org.medveil.audits.ablation.RankCorrelation;
import org.medveil.audits.ablation.Readout;
import org.medveil.audits.removal.LinearProbe;
import org.medveil.audits.removal.Target;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.PatientWeights;
import org.medveil.audits.statistics.Resampling;

/** From maps of images to what they say about patients. */
final class PixelAblation {
  private static final String IDENTITY = "likeness to the true mate";

  private final AuditRows test;
  private final List<String> names = new ArrayList<>(List.of(IDENTITY));
  private final List<Readout> heads = new ArrayList<>();

  /** Heads are linear probes of these targets, trained on the patients of {@code train}. */
  PixelAblation(AuditRows train, AuditRows test, List<Target> targets) {
    this.test = test;
    for (Target target : targets) {
      if (target.askable(train)) {
        names.add(target.name());
        heads.add(Readout.linear(LinearProbe.fit(train, target).weights()));
      }
    }
  }

  /** At most so many images that have a mate, chosen by a hash and not by what is in them. */
  List<OcclusionStep.Asked> asked(int most) {
    Mates mates = new Mates(test);
    List<OcclusionStep.Asked> asked = new ArrayList<>();
    test.all().stream()
        .sorted(Comparator.comparingLong(row -> PatientWeights.key(row.instance())))
        .forEach(
            row -> {
              Optional<float[]> mate = asked.size() < most ? mates.of(row) : Optional.empty();
              mate.ifPresent(
                  vector -> {
                    List<Readout> readouts = new ArrayList<>(List.of(Readout.likeness(vector)));
                    readouts.addAll(heads);
                    asked.add(new OcclusionStep.Asked(row.instance(), readouts));
                  });
            });
    return asked;
  }

  /**
   * How alike two readouts' maps of the same image are.
   *
   * @param first of a readout
   * @param second of another
   * @param rho Spearman's, mean over images
   * @param images of which both maps vary
   */
  record Agreement(String first, String second, Estimate rho, int images) {}

  /**
   * What the maps say.
   *
   * @param names of the readouts
   * @param means averaged share of each cell, [readout][cell]
   * @param agreements of all pairs
   * @param images mapped
   * @param leftOut images whose shape does not suit the encoder, or that are gone
   */
  record Maps(
      List<String> names,
      List<double[]> means,
      List<Agreement> agreements,
      int images,
      int leftOut) {}

  Maps summary(int asked, List<OcclusionStep.Mapped> mapped, Resampling resampling) {
    Map<String, AuditRow> rows = new HashMap<>();
    test.all().forEach(row -> rows.put(row.instance(), row));
    List<OcclusionStep.Mapped> usable = mapped.stream().filter(m -> m.maps() != null).toList();
    List<double[]> means = new ArrayList<>();
    for (int r = 0; r < names.size() && !usable.isEmpty(); r++) {
      means.add(mean(usable, r));
    }
    List<Agreement> agreements = new ArrayList<>();
    for (int a = 0; a < means.size(); a++) {
      for (int b = a + 1; b < means.size(); b++) {
        agreement(usable, rows, new int[] {a, b}, resampling).ifPresent(agreements::add);
      }
    }
    return new Maps(names, means, agreements, usable.size(), asked - usable.size());
  }

  private Optional<Agreement> agreement(
      List<OcclusionStep.Mapped> mapped,
      Map<String, AuditRow> rows,
      int[] pair,
      Resampling resampling) {
    List<String> subjects = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (OcclusionStep.Mapped one : mapped) {
      double rho = RankCorrelation.of(one.maps()[pair[0]], one.maps()[pair[1]]);
      if (!Double.isNaN(rho)) {
        subjects.add(rows.get(one.instance()).subject());
        values.add(rho);
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] rhos = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(
        new Agreement(
            names.get(pair[0]),
            names.get(pair[1]),
            PatientBootstrap.of(subjects, resampling).mean(rhos),
            rhos.length));
  }

  private static double[] mean(List<OcclusionStep.Mapped> mapped, int readout) {
    double[] mean = new double[mapped.get(0).maps()[readout].length];
    for (OcclusionStep.Mapped one : mapped) {
      double[] share = Occlusion.share(one.maps()[readout]);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += share[i] / mapped.size();
      }
    }
    return mean;
  }
}

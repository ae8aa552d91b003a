package org.medveil.jobs.account;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.medveil.dp.Mechanism;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.RdpAccountant;
import org.medveil.dp.SubsampledGaussian;

/** ε as the run goes on: over steps of one run, over events of a list. */
final class EpsilonChart {
  private static final int POINTS = 24;

  private EpsilonChart() {}

  static SvgChart of(Composition asked) {
    boolean oneRun =
        asked.mechanisms().size() == 1 && asked.mechanisms().get(0) instanceof SubsampledGaussian;
    int last =
        oneRun
            ? ((SubsampledGaussian) asked.mechanisms().get(0)).steps()
            : asked.mechanisms().size();
    PldAccountant pld = new PldAccountant(asked.relation());
    RdpAccountant rdp = new RdpAccountant(asked.relation());
    List<double[]> tight = new ArrayList<>();
    List<double[]> loose = new ArrayList<>();
    for (int n : upTo(last)) {
      List<Mechanism> first = oneRun ? List.of(steps(asked, n)) : asked.mechanisms().subList(0, n);
      tight.add(new double[] {n, pld.epsilon(first, asked.delta())});
      loose.add(new double[] {n, rdp.epsilon(first, asked.delta())});
    }
    return new SvgChart(
        "Epsilon at delta "
            + Assessment.plain(asked.delta())
            + ", unit patient, "
            + Assessment.words(asked.relation())
            + ", sampler "
            + asked.sampler(),
        new SvgChart.Axis(oneRun ? "steps" : "events", last > 10),
        new SvgChart.Axis("epsilon", false),
        List.of(
            new SvgChart.Series("PLD accountant", false, tight),
            new SvgChart.Series("RDP accountant", true, loose)));
  }

  private static Mechanism steps(Composition asked, int n) {
    SubsampledGaussian run = (SubsampledGaussian) asked.mechanisms().get(0);
    return new SubsampledGaussian(run.samplingRate(), run.noiseMultiplier(), n);
  }

  /** Whole numbers from 1 to the last, evenly spaced by their logarithm. */
  private static TreeSet<Integer> upTo(int last) {
    TreeSet<Integer> numbers = new TreeSet<>(List.of(1, last));
    for (int i = 1; i < POINTS; i++) {
      numbers.add((int) Math.round(Math.pow(last, (double) i / POINTS)));
    }
    return numbers;
  }
}

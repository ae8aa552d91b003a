package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiseaseCourseTest {
  private static final Demographics WHO = new Demographics(33, 'F', Ethnicity.WHITE);
  private static final int PATIENTS = 4000;

  @Test
  void cohortFiguresMatchTheirPublishedAnchors() {
    List<Eye> eyes = eyes(1);
    double positive = eyes.stream().filter(e -> e.truth().progresses()).count();
    double area = eyes.stream().mapToDouble(e -> e.truth().area(0)).average().orElseThrow();
    double growth =
        eyes.stream()
            .mapToDouble(e -> (e.truth().area(2) - e.truth().area(0)) / 2)
            .average()
            .orElseThrow();
    // 8000 eyes, of which about 5000 count as independent: standard error of the share .006.
    assertEquals(.21, positive / eyes.size(), .03);
    assertEquals(3.93, area, .3);
    assertTrue(growth > .51 && growth < .8, "mm² per year: " + growth);
  }

  @Test
  void theFirstAreaTellsTheLabelInPart() {
    double auroc = auroc(eyes(1));
    assertTrue(auroc > .80 && auroc < .90, "AUROC of the first area " + auroc);
  }

  @Test
  void diseaseGainZeroMakesPicturesAndLabelIndependent() {
    // Standard error of an AUROC near .5 with 1700 positive and 6300 negative eyes, half of them
    // dependent: below .012; five of them.
    assertEquals(.5, auroc(eyes(0)), .06);
  }

  @Test
  void diseaseGainOneDrawsTheTruth() {
    for (Eye eye : eyes(1).subList(0, 50)) {
      assertEquals(eye.truth(), eye.drawn());
    }
  }

  @Test
  void areaGrowsAlwaysAndTheRootLinearly() {
    for (Eye eye : eyes(.5).subList(0, 200)) {
      DiseaseCourse course = eye.drawn();
      double first = Math.sqrt(course.area(1)) - Math.sqrt(course.area(0));
      double second = Math.sqrt(course.area(2)) - Math.sqrt(course.area(1));
      assertTrue(first > 0);
      assertEquals(first, second, 1e-12);
    }
  }

  @Test
  void bothEyesOfAPatientRunAlike() {
    List<Eye> eyes = eyes(1);
    double[] right = new double[PATIENTS];
    double[] left = new double[PATIENTS];
    for (int i = 0; i < PATIENTS; i++) {
      right[i] = StrictMath.log(eyes.get(2 * i).truth().growth());
      left[i] = StrictMath.log(eyes.get(2 * i + 1).truth().growth());
    }
    // Shared: genotype (variance .096) and .8 of .2025; own: .2 of .2025. So .86; s.e. .004.
    assertEquals(.86, correlation(right, left), .02);
  }

  @Test
  void theOutlineHasTheAreaItIsAskedFor() {
    for (int i = 0; i < 40; i++) {
      double area = .2 + .4 * i;
      LesionShape shape = new LesionShape(Latent.of(new Draw(5).child(i)), area);
      assertEquals(area, shape.area(), .002 * area);
      assertTrue(shape.reach() < 2.2 * Math.sqrt(area / Math.PI), "no spikes");
    }
  }

  private static List<Eye> eyes(double diseaseGain) {
    CohortSettings settings = CohortSettings.of(1, 1, 0, 1).withGains(1, diseaseGain);
    List<Eye> eyes = new ArrayList<>();
    for (int i = 0; i < PATIENTS; i++) {
      for (Laterality side : List.of(Laterality.R, Laterality.L)) {
        eyes.add(new Eye(side, WHO, new Draw(77).child(i), settings));
      }
    }
    return eyes;
  }

  /** Of the drawn first area, for the label; areas do not tie. */
  private static double auroc(List<Eye> eyes) {
    List<Eye> sorted = new ArrayList<>(eyes);
    sorted.sort(Comparator.comparingDouble(e -> e.drawn().area(0)));
    double negatives = 0;
    double positives = 0;
    double below = 0;
    for (Eye eye : sorted) {
      if (eye.truth().progresses()) {
        positives++;
        below += negatives;
      } else {
        negatives++;
      }
    }
    return below / (positives * negatives);
  }

  static double correlation(double[] x, double[] y) {
    double mx = java.util.Arrays.stream(x).average().orElseThrow();
    double my = java.util.Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }
}

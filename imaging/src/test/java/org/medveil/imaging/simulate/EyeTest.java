package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a photograph shows of an eye. */
class EyeTest {
  private static final int SIZE = 128;
  private static final Demographics WHO = new Demographics(33, 'M', Ethnicity.ASIAN);
  private static final CohortSettings SETTINGS = CohortSettings.of(1, 1, 0, 1);

  @Test
  void theDiscLiesNasally() {
    for (int i = 0; i < 6; i++) {
      Draw patient = new Draw(3).child(i);
      for (Laterality side : Laterality.values()) {
        byte[] rgb = photograph(patient, side);
        boolean right = side == Laterality.R;
        double here = brightness(rgb, right);
        double there = brightness(rgb, !right);
        assertTrue(here > 1.3 * there, side + " eye: " + here + " against " + there);
      }
    }
  }

  @Test
  void aLeftEyeIsTheMirrorImageOfItsFrame() {
    Pose right = Pose.of(SIZE, Laterality.R, new Draw(9));
    Pose left = Pose.of(SIZE, Laterality.L, new Draw(9));
    for (int column = 0; column < SIZE; column += 7) {
      assertEquals(right.eyeX(column, 40), left.eyeX(SIZE - 1 - column, 40), 1e-12);
      assertEquals(right.eyeY(column, 40), left.eyeY(SIZE - 1 - column, 40), 1e-12);
    }
  }

  @Test
  void poseThereAndBackIsTheIdentity() {
    for (Laterality side : Laterality.values()) {
      Pose pose = Pose.of(SIZE, side, new Draw(10));
      double x = pose.eyeX(30, 80);
      double y = pose.eyeY(30, 80);
      assertEquals(30, pose.column(x, y), 1e-9);
      assertEquals(80, pose.row(x, y), 1e-9);
    }
  }

  @Test
  void anatomyStaysWithTheEyeOverVisits() {
    Eye eye = new Eye(Laterality.R, WHO, new Draw(4), SETTINGS);
    FundusPhotograph.Subject first = eye.at(0, new Draw(100));
    FundusPhotograph.Subject later = eye.at(1.5, new Draw(101));
    assertEquals(first.eye(), later.eye());
    assertEquals(first.vessels(), later.vessels());
    assertTrue(later.lesion().shape().area() > first.lesion().shape().area());
  }

  @Test
  void eyesDifferAndFellowEyesLessThanStrangers() {
    double fellows = 0;
    double strangers = 0;
    for (int i = 0; i < 400; i++) {
      double right = discWidth(new Draw(5).child(i), Laterality.R, SETTINGS);
      double left = discWidth(new Draw(5).child(i), Laterality.L, SETTINGS);
      double other = discWidth(new Draw(6).child(i), Laterality.L, SETTINGS);
      assertNotEquals(right, left);
      fellows += (right - left) * (right - left);
      strangers += (right - other) * (right - other);
    }
    // Correlation .6, so the expected ratio is .4; its standard error is about .4·sqrt(4/400).
    assertEquals(.4, fellows / strangers, .16);
  }

  @Test
  void identityGainZeroRedrawsTheAnatomyForEveryPhotograph() {
    CohortSettings none = SETTINGS.withGains(0, 1);
    double[] first = new double[1500];
    double[] second = new double[1500];
    for (int i = 0; i < first.length; i++) {
      Eye eye = new Eye(Laterality.R, WHO, new Draw(7).child(i), none);
      first[i] = eye.anatomy(new Draw(200 + i)).discWidth();
      second[i] = eye.anatomy(new Draw(90_000 + i)).discWidth();
    }
    // Standard error 1/sqrt(1500) = .026; four of them.
    assertEquals(0, DiseaseCourseTest.correlation(first, second), .11);
  }

  @Test
  void vesselsSpareTheFoveaAndReachAllQuadrants() {
    List<Vessel> vessels =
        new Eye(Laterality.R, WHO, new Draw(8), SETTINGS).at(0, new Draw(1)).vessels();
    int[] quadrants = new int[4];
    for (Vessel vessel : vessels) {
      assertTrue(Math.hypot(vessel.toX(), vessel.toY()) >= .5);
      int quadrant = (vessel.toX() > 4.4 ? 2 : 0) + (vessel.toY() > 0 ? 1 : 0);
      quadrants[quadrant]++;
    }
    for (int count : quadrants) {
      assertTrue(count > 30, "segments in the quadrant: " + count);
    }
  }

  @Test
  void outsideTheFieldItIsDark() {
    byte[] rgb = photograph(new Draw(2), Laterality.R);
    for (int corner : new int[] {0, SIZE - 1, SIZE * (SIZE - 1), SIZE * SIZE - 1}) {
      assertTrue((rgb[3 * corner] & 0xFF) < 12);
    }
    int centre = 3 * (SIZE / 2 * SIZE + SIZE / 2);
    assertTrue((rgb[centre] & 0xFF) > (rgb[centre + 2] & 0xFF), "a fundus is red, not blue");
  }

  private static double discWidth(Draw patient, Laterality side, CohortSettings settings) {
    return new Eye(side, WHO, patient, settings).anatomy(new Draw(1)).discWidth();
  }

  private static byte[] photograph(Draw patient, Laterality side) {
    Eye eye = new Eye(side, WHO, patient, SETTINGS);
    Pose pose = Pose.of(SIZE, side, patient.child("gaze"));
    Camera camera = new Camera(CameraLook.ofSite(0, new Draw(1)), patient.child("camera"));
    return FundusPhotograph.take(eye.at(0, patient.child("shot")), pose, camera);
  }

  /** Mean green level where the disc of an eye is expected, on this half of the picture. */
  private static double brightness(byte[] rgb, boolean rightHalf) {
    double sum = 0;
    int count = 0;
    for (int row = (int) (.4 * SIZE); row < .56 * SIZE; row++) {
      for (int i = (int) (.71 * SIZE); i < .81 * SIZE; i++, count++) {
        int column = rightHalf ? i : SIZE - 1 - i;
        sum += rgb[3 * (row * SIZE + column) + 1] & 0xFF;
      }
    }
    return sum / count;
  }
}

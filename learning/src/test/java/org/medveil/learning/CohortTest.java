package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A partition's patients in flat arrays: nobody is lost, the order is the hash's. */
class CohortTest {
  private final List<PatientExamples> patients = patients(50);

  @Test
  void everyPatientIsThereWithAllImages() {
    Cohort cohort = Cohort.of(patients);
    assertEquals(50, cohort.size());
    for (int p = 0; p < cohort.size(); p++) {
      String key = cohort.subjectKey(p);
      PatientExamples original =
          patients.stream().filter(x -> x.subjectKey().equals(key)).findFirst().orElseThrow();
      PatientExamples decoded = cohort.patient(p);
      assertArrayEquals(original.labels(), decoded.labels());
      assertEquals(original.size(), cohort.images(p));
      for (int i = 0; i < original.size(); i++) {
        assertArrayEquals(original.features()[i], decoded.features()[i]);
        int row = cohort.firstImage(p) + i;
        assertEquals(original.labels()[i], cohort.labels()[row]);
        assertEquals(original.features()[i][1], cohort.features()[row * cohort.width() + 1]);
      }
    }
    assertEquals(cohort.labels().length, cohort.firstImage(cohort.size()));
  }

  @Test
  void theOrderIsTheHashsHoweverThePatientsCame() {
    List<PatientExamples> backwards = new ArrayList<>(patients);
    Collections.reverse(backwards);
    Cohort one = Cohort.of(patients);
    Cohort other = Cohort.of(backwards);
    assertArrayEquals(one.features(), other.features());
    for (int p = 1; p < one.size(); p++) {
      assertTrue(Long.compareUnsigned(one.hash(p - 1), one.hash(p)) < 0);
      assertTrue(Cohort.bucket(one.hash(p - 1), 8) <= Cohort.bucket(one.hash(p), 8));
    }
  }

  @Test
  void theHashIsTheStartOfSha256() {
    // printf abc | sha256sum: ba7816bf8f01cfea 414140de…
    assertEquals(0xba7816bf8f01cfeaL, Cohort.hash("abc"));
    assertEquals(0, Cohort.bucket(Cohort.hash("abc"), 1));
    assertEquals(1, Cohort.bucket(Cohort.hash("abc"), 2));
    assertEquals(0xb, Cohort.bucket(Cohort.hash("abc"), 16));
  }

  @Test
  void whatCannotBeDecodedIsRefused() {
    PatientExamples longer = new PatientExamples("long", new float[][] {{1, 2, 3}}, new int[] {0});
    Refusal refused =
        assertThrows(Refusal.class, () -> Cohort.of(List.of(patients.get(0), longer)));
    assertEquals(ExitCode.BAD_DATA, refused.exitCode());
    assertThrows(
        IllegalArgumentException.class, () -> Cohort.of(List.of(patients.get(0), patients.get(0))));
    assertThrows(IllegalArgumentException.class, () -> Cohort.bucket(0, 3));
  }

  @Test
  void itTravelsAndSaysNothing() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Cohort.of(patients));
    }
    Cohort there =
        (Cohort) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertArrayEquals(Cohort.of(patients).features(), there.features());
    assertEquals("Cohort", there.toString());
    assertEquals(0, Cohort.of(List.of()).size());
  }

  private static List<PatientExamples> patients(int count) {
    List<PatientExamples> patients = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      int images = 1 + p % 3;
      float[][] features = new float[images][];
      int[] labels = new int[images];
      for (int i = 0; i < images; i++) {
        features[i] = new float[] {p, i};
        labels[i] = (p + i) % 4;
      }
      patients.add(new PatientExamples("patient-" + p, features, labels));
    }
    return patients;
  }
}

package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.PoissonDraw;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.statistics.ContributionBounds;
import org.medveil.dp.statistics.GroupChoice;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.dp.statistics.GroupSums;
import org.medveil.dp.statistics.NoiseShape;
import org.medveil.dp.statistics.OrderedRow;
import org.medveil.dp.statistics.PatientHistogram;
import org.medveil.dp.statistics.PatientRows;
import org.medveil.dp.statistics.RowOrder;
import org.medveil.dp.statistics.StatisticsRequest;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;
import org.medveil.testkit.Wire;

/** What travels to executors does there what it does at the driver. */
class WireTest {
  @Test
  void plans() {
    TrainingPlan plan =
        new TrainingPlan(
            4,
            new SamplingPlan(0.25, 10),
            0.5,
            120,
            new OptimizerSettings("nesterovs", 2.5, 0.9, "tail"));
    assertEquals(plan, Wire.across(plan));
  }

  @Test
  void aDrawHoldsTheSamePatients() {
    PoissonDraw draw = new SamplingPlan(0.5, 10).draw(new byte[32], 3);
    PoissonDraw arrived = Wire.across(draw);
    int included = 0;
    for (int p = 0; p < 200; p++) {
      assertEquals(draw.includes("patient-" + p), arrived.includes("patient-" + p));
      included += draw.includes("patient-" + p) ? 1 : 0;
    }
    assertTrue(included > 50 && included < 150);
  }

  @Test
  void theGridClipsToTheSameUnits() {
    GridGaussian grid = new GridGaussian(0.7, 1.3, 3);
    GridGaussian arrived = Wire.across(grid);
    long[] here = new long[3];
    long[] there = new long[3];
    grid.addClipped(new double[] {3, -4, 0.1}, here);
    arrived.addClipped(new double[] {3, -4, 0.1}, there);
    assertArrayEquals(here, there);
    assertTrue(here[0] != 0);
    assertEquals(grid.sigmaUnits(), arrived.sigmaUnits());
    assertEquals(grid.gridStep(), arrived.gridStep());
  }

  @Test
  void aModelComputesTheSameGradient() {
    PatientExamples patient =
        new PatientExamples("p", new float[][] {{1, 2, 3}, {0, 1, 0}}, new int[] {1, 0});
    PatientExamples arrived = Wire.across(patient);
    for (String name : List.of("logistic", "mlp")) {
      ModelSpec model = ModelSpec.named(name, 3, 9);
      ModelSpec there = Wire.across(model);
      assertEquals(model, there);
      double[] here = new double[model.parameterCount()];
      double[] gradient = new double[model.parameterCount()];
      float[] parameters = model.initialParameters();
      model.gradient().meanGradient(parameters, patient, here);
      Wire.across(there.gradient()).meanGradient(parameters, arrived, gradient);
      assertArrayEquals(here, gradient);
    }
  }

  @Test
  void scalingScalesTheSame() {
    Encoder encoder = Encoders.named("pixels", new EncoderSettings(8, 8, 1, null));
    float[] vector = new float[encoder.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = i % 7;
    }
    for (String name : FeatureScaling.names()) {
      FeatureScaling scaling = FeatureScaling.named(name, encoder, 8, 8, 1);
      assertArrayEquals(scaling.apply(vector), Wire.across(scaling).apply(vector), name);
    }
  }

  @Test
  void anAgreementGrantsTheSame() {
    DataUseAgreement agreement = DataUseAgreement.read(Path.of("../conf/agreement.conf"));
    DataUseAgreement arrived = Wire.across(agreement);
    assertEquals(agreement, arrived);
    assertEquals(agreement.ageBand(47), arrived.ageBand(47));
  }

  @Test
  void pseudonymsAreTheSame() {
    byte[] key = new byte[Pseudonymizer.KEY_BYTES];
    key[0] = 1;
    Pseudonymizer pseudonyms = new Pseudonymizer(key);
    Pseudonymizer arrived = Wire.across(pseudonyms);
    assertEquals(pseudonyms.subject("MRN1"), arrived.subject("MRN1"));
    assertEquals(pseudonyms.instance("2.25.1"), arrived.instance("2.25.1"));
    LocalDate day = LocalDate.of(2020, 2, 29);
    String subject = pseudonyms.subject("MRN1");
    assertEquals(pseudonyms.shift(subject, day), arrived.shift(subject, day));
    assertEquals("file:/a b", arrived.decryptUri(pseudonyms.encryptUri("file:/a b")));
    assertFalse(arrived.toString().contains("MRN1"));
  }

  @Test
  void hadoopsConfigurationKeepsWhatTheOperatorSet() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.s3a.endpoint", "http://storage");
    assertEquals(
        "http://storage", Wire.across(new HadoopConf(configuration)).get().get("fs.s3a.endpoint"));
  }

  @Test
  void aPatientsRowsAreOrderedTheSame() {
    RowOrder order = new RowOrder(new byte[] {1, 2});
    GroupKey group = new GroupKey(List.of("F"));
    OrderedRow here = order.row("p", group, new double[] {1, Double.NaN});
    assertEquals(
        here, Wire.across(order).row("p", Wire.across(group), new double[] {1, Double.NaN}));
    assertEquals(here, Wire.across(here));
    StatisticsRequest request =
        new StatisticsRequest(
            new GroupChoice.Public(List.of(group)),
            new ContributionBounds(1, 2),
            List.of(new PatientHistogram("x", List.of(0.0, 2.0))),
            NoiseShape.GAUSSIAN);
    StatisticsRequest arrived = Wire.across(request);
    assertEquals(request.columns(), arrived.columns());
    assertTrue(arrived.groups().admits(group));
    assertFalse(arrived.groups().admits(GroupKey.everyone()));
    Wire.across(
        new GroupSums(request).add(Wire.across(new PatientRows(request.bounds()).add(here))));
  }

  @Test
  void theWireTellsWhatDoesNotTravel() {
    assertThrows(UncheckedIOException.class, () -> Wire.across(new Object()));
  }
}

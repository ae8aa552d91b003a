package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.train.Patients.NoNoise;
import org.medveil.learning.LowRank;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.ParameterRange;
import org.medveil.learning.PatientExamples;
import org.medveil.testkit.LocalSpark;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Graphs, frozen layers, low rank and dropout through the training master. */
@ExtendWith(LocalSpark.class)
class ModelsTrainTest {
  private static final int DIMENSION = 6;
  private final List<PatientExamples> patients = Patients.random(20, DIMENSION, 3);

  @Test
  void aGraphWithoutBranchesTrainsLikeTheNetworkItIs() {
    ModelSpec chain = chain(dense(DIMENSION, 4));
    ComputationGraphConfiguration graph =
        builder()
            .graphBuilder()
            .addInputs("in")
            .addLayer("hidden", dense(DIMENSION, 4), "in")
            .addLayer("out", output(4), "hidden")
            .setOutputs("out")
            .build();
    float[] expected = Patients.fit(master(chain), chain, patients, 2);
    assertArrayEquals(expected, fit(ModelSpec.fromJson(graph.toJson())), 1e-6f);
  }

  @Test
  void aGraphWithASkipTrainsAndItsNetworkMoves() {
    ModelSpec graph = ModelSpec.fromJson(residual().toJson());
    ComputationGraph network = new ComputationGraph(graph.graphConfiguration());
    network.init();
    float[] before = network.params().toFloatVector();
    DpSgdTrainingMaster master = master(graph);
    new SparkComputationGraph(Patients.spark(), network, master)
        .fit(Patients.spark().parallelize(patients, 2).map(p -> PatientData.dataSet(p, 1)));
    float[] after = network.params().toFloatVector();
    float[] delta = master.release().orElseThrow().value().values();
    for (int i = 0; i < delta.length; i++) {
      assertEquals(after[i] - before[i], delta[i], 1e-6f);
      assertNotEquals(0, delta[i], "parameter " + i);
    }
  }

  @Test
  void severalInputsAreRefused() {
    DpSgdTrainingMaster master = master(ModelSpec.fromJson(residual().toJson()));
    assertThrows(Refusal.class, () -> master.executeTrainingMDS(null, null));
  }

  @Test
  void frozenParametersDoNotMove() {
    frozenStays(chain(new FrozenLayer(dense(DIMENSION, 4))), 4 * DIMENSION + 4);
  }

  @Test
  void inLowRankOnlyTheFactorsAndTheHeadMove() {
    ModelSpec base = chain(dense(DIMENSION, 4));
    LowRank adapted = LowRank.adapt(base, base.initialParameters(), 2, 2);
    ModelSpec read = ModelSpec.fromJson(adapted.spec().json());
    frozenStays(read, 4 * DIMENSION + 4);
  }

  @Test
  void dropoutTrainsThroughTheEngineTheSameInEveryDriver() {
    ModelSpec model = chain(dense(DIMENSION, 4), new DropoutLayer(0.5));
    ModelSpec plain = chain(dense(DIMENSION, 4));
    float[] local = Patients.fit(master(model), model, patients, 2);
    DpSgdTrainingMaster job = master(model).with(DriverSettings.named("job"));
    assertArrayEquals(local, Patients.fit(job, model, patients, 3), "drawn by step and patient");
    float[] without = Patients.fit(master(plain), plain, patients, 2);
    assertTrue(!java.util.Arrays.equals(local, without), "something is dropped");
  }

  private void frozenStays(ModelSpec model, int frozen) {
    float[] delta = Patients.fit(master(model), model, patients, 2);
    boolean[] trained = new boolean[delta.length];
    for (ParameterRange range : model.trainableRanges()) {
      java.util.Arrays.fill(trained, range.offset(), range.offset() + range.length(), true);
    }
    int still = 0;
    int moved = 0;
    for (int i = 0; i < delta.length; i++) {
      if (!trained[i]) {
        assertEquals(0, delta[i], "frozen parameter " + i);
        still++;
      } else if (delta[i] != 0) {
        moved++;
      }
    }
    assertEquals(frozen, still);
    assertTrue(moved > 0);
  }

  private float[] fit(ModelSpec graph) {
    ComputationGraph network = new ComputationGraph(graph.graphConfiguration());
    network.init();
    DpSgdTrainingMaster master = master(graph);
    new SparkComputationGraph(Patients.spark(), network, master)
        .fit(Patients.spark().parallelize(patients, 2).map(p -> PatientData.dataSet(p, 1)));
    return master.release().orElseThrow().value().values();
  }

  private static DpSgdTrainingMaster master(ModelSpec model) {
    return Patients.master(Patients.plan(1, 4, 0.5, 20), model, new NoNoise())
        .with(DriverSettings.named("local"));
  }

  /** For the tests of the verb, too: a skip around the second layer. */
  static ComputationGraphConfiguration residual(int inputs) {
    return builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("first", dense(inputs, 4), "in")
        .addLayer("second", dense(4, 4), "first")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "first", "second")
        .addLayer("out", output(4), "sum")
        .setOutputs("out")
        .build();
  }

  private static ComputationGraphConfiguration residual() {
    return residual(DIMENSION);
  }

  private static ModelSpec chain(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return ModelSpec.fromJson(list.layer(output(4)).build().toJson());
  }

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(1.0));
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static OutputLayer output(int in) {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nIn(in)
        .nOut(1)
        .activation(Activation.SIGMOID)
        .build();
  }
}

package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;

class ModelSpecTest {

  @Test
  void theJsonGivesTheSameModelBack() {
    for (String name : new String[] {"logistic", "mlp"}) {
      ModelSpec spec = ModelSpec.named(name, 12, 3);
      ModelSpec back = ModelSpec.fromJson(spec.json());
      assertEquals(spec, back);
      assertEquals(spec.sha256(), back.sha256());
    }
  }

  @Test
  void theHashIsTheSameInEveryProcess() {
    assertEquals(
        "2802a5320f83db5856d70ee4b37cb062964bde827938afb454c9c086b650bcca",
        ModelSpec.named("logistic", 243, 0).sha256());
  }

  @Test
  void theHashSeesEveryChoice() {
    String sha = ModelSpec.named("mlp", 12, 3).sha256();
    assertNotEquals(sha, ModelSpec.named("mlp", 12, 4).sha256());
    assertNotEquals(sha, ModelSpec.named("mlp", 13, 3).sha256());
    assertNotEquals(sha, ModelSpec.named("logistic", 12, 3).sha256());
  }

  @Test
  void countersOfAnEarlierTrainingAreNoPartOfTheModel() {
    MultiLayerConfiguration fresh =
        TestNets.stack(TestNets.dense(3, Activation.TANH), TestNets.sigmoid());
    MultiLayerConfiguration used = fresh.clone();
    used.setIterationCount(17);
    used.getConf(0).setEpochCount(2);
    assertEquals(TestNets.spec(fresh), TestNets.spec(used));
  }

  @Test
  void aNetworkThatWasInitialisedIsStillTheSameModel() {
    ModelSpec spec = ModelSpec.named("mlp", 9, 42);
    MultiLayerNetwork network = new MultiLayerNetwork(spec.configuration());
    network.init();
    assertEquals(spec, TestNets.spec(network.getLayerWiseConfigurations()));
  }

  @Test
  void logisticBeginsAtZeroWithOneWeightPerNumberAndABias() {
    assertArrayEquals(new float[6], ModelSpec.named("logistic", 5, 42).initialParameters());
  }

  @Test
  void everyHospitalBeginsAtTheSamePlace() {
    ModelSpec spec = ModelSpec.named("mlp", 9, 42);
    float[] first = spec.initialParameters();
    assertArrayEquals(first, spec.initialParameters());
    assertEquals(9 * 64 + 64 + 64 + 1, first.length);
    assertEquals(first.length, spec.parameterCount());
    assertNotEquals(0, first[0]);
  }

  @Test
  void anUnknownNameIsToldTheKnownOnes() {
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.named("resnet", 9, 1));
    assertEquals("there is no model 'resnet'", refusal.getMessage());
  }
}

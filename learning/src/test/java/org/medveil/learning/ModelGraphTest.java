package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;

/** The description of a network says what DL4J computes, and where its parameters are. */
class ModelGraphTest {

  static Stream<Arguments> nets() {
    return GraphNets.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void computesWhatDl4jComputes(String name, ModelSpec spec) {
    ModelGraph graph = spec.graph().orElseThrow();
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    Reference reference = new Reference(spec);
    Interpreter interpreter = new Interpreter(graph, parameters);
    for (int seed = 0; seed < 3; seed++) {
      float[] image = Reference.numbers(graph.input().size(), 1, 20 + seed);
      // Both in double precision; some constants of DL4J's activations have float precision.
      assertArrayEquals(
          reference.probabilities(parameters, image), interpreter.probabilities(image), 1e-6);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void itsNodesShareTheParametersWithoutGaps(String name, ModelSpec spec) {
    ModelGraph graph = spec.graph().orElseThrow();
    int offset = 0;
    for (ModelNode node : graph.nodes()) {
      assertEquals(offset, node.parameterOffset(), node.name());
      assertEquals(node.op().parameterCount(), node.parameterCount(), node.name());
      offset += node.parameterCount();
    }
    assertEquals(offset, graph.parameterCount());
    assertEquals(spec.initialParameters().length, graph.parameterCount());
    assertEquals(spec.trainableRanges(), graph.trainableRanges());
    assertEquals(spec.trainableCount(), graph.trainableCount());
    assertEquals(spec.inputs(), graph.input().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void whatItCallsTrainedIsWhatHasAGradient(String name, ModelSpec spec) {
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    PatientExamples patient = Reference.patient(3, spec.inputs(), Math.max(2, spec.outputs()), 4);
    double[] out = new double[spec.parameterCount()];
    spec.gradient().meanGradient(parameters, patient, out);
    Reference reference = new Reference(spec);
    // Single against double precision.
    assertEquals(
        0, Reference.relativeError(out, reference.meanGradient(parameters, patient)), 1e-5);
    int[] some = some(spec);
    double[] differences = reference.differences(parameters, patient, some);
    for (int i = 0; i < some.length; i++) {
      double expected = isTrained(spec, some[i]) ? differences[i] : 0;
      // Differences of step 1e-5 in double, at parameters of size 0.5.
      assertEquals(expected, out[some[i]], 1e-5 + 1e-4 * Math.abs(expected), "at " + some[i]);
    }
  }

  /** The first and last parameter of every node, and every 97th. */
  private static int[] some(ModelSpec spec) {
    IntStream edges =
        spec.graph().orElseThrow().nodes().stream()
            .filter(node -> node.parameterCount() > 0)
            .flatMapToInt(
                node ->
                    IntStream.of(
                        node.parameterOffset(),
                        node.parameterOffset() + node.parameterCount() - 1));
    IntStream regular = IntStream.range(0, spec.parameterCount()).filter(i -> i % 97 == 50);
    return IntStream.concat(edges, regular).toArray();
  }

  private static boolean isTrained(ModelSpec spec, int index) {
    return spec.trainableRanges().stream()
        .anyMatch(range -> range.offset() <= index && index < range.end());
  }

  @Test
  void everyKindOfOperationIsAmongThem() {
    List<Class<?>> kinds =
        GraphNets.all().values().stream()
            .flatMap(spec -> spec.graph().orElseThrow().nodes().stream())
            .<Class<?>>map(node -> node.op().getClass())
            .distinct()
            .toList();
    for (Class<?> kind : LayerOp.class.getPermittedSubclasses()) {
      assertTrue(kinds.contains(kind), kind.getSimpleName());
    }
  }

  @Test
  void theHousesConvolutionalNetIsSmall() {
    ModelSpec spec = ModelSpec.named("cnn", new Shape(1, 28, 28), 1);
    assertEquals(4929, spec.parameterCount());
    ModelGraph graph = spec.graph().orElseThrow();
    assertEquals("16x28x28", graph.nodes().get(0).out().toString());
    assertEquals("16x14x14", graph.nodes().get(3).out().toString());
    assertEquals("32", graph.nodes().get(7).out().toString());
    assertThrows(Refusal.class, () -> ModelSpec.named("cnn", 784, 1));
  }

  @Test
  void aLayerThatOnlyDl4jComputesHasNoGraph() {
    ModelSpec spec =
        TestNets.spec(TestNets.images(new Upsampling2D.Builder(2).build(), TestNets.sigmoid()));
    assertTrue(spec.graph().isEmpty());
    assertEquals(8 * 8 * 2, spec.inputs());
    assertEquals(4 * 8 * 8 * 2 + 1, spec.trainableCount());
  }

  @Test
  void travelsToAnExecutor() throws Exception {
    ModelGraph graph = GraphNets.spec(GraphNets.residual()).graph().orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(graph);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(graph, in.readObject());
    }
  }

  @Test
  void aPublicModelIsAdaptedByFewParametersAndComputesTheSame() {
    ModelSpec model =
        TestNets.spec(
            TestNets.images(
                TestNets.dense(9, Activation.RELU),
                TestNets.dense(6, Activation.TANH),
                TestNets.sigmoid()));
    float[] parameters = Reference.numbers(model.parameterCount(), 0.5, 3);
    LowRank adapted = LowRank.adapt(model, parameters, 2, 4);
    assertEquals(2 * (128 + 9) + 2 * (9 + 6) + 7, adapted.spec().trainableCount());
    float[] image = Reference.numbers(128, 1, 5);
    assertArrayEquals(
        new Reference(model).probabilities(parameters, image),
        new Reference(adapted.spec()).probabilities(adapted.parameters(), image),
        1e-9);
  }

  @Test
  void anAdaptedModelKeepsItsOtherLayersFrozen() {
    ModelSpec adapted =
        LowRank.adapt(
                ModelSpec.fromJson(GraphNets.all().get("frozen first layers").json()),
                GraphNets.all().get("frozen first layers").initialParameters(),
                2,
                2)
            .spec();
    assertEquals(2 * (64 + 5) + 2 * (5 + 4) + 5, adapted.trainableCount());
    ModelSpec convolutional = ModelSpec.named("cnn", new Shape(1, 8, 8), 1);
    float[] start = convolutional.initialParameters();
    assertThrows(Refusal.class, () -> LowRank.adapt(convolutional, start, 2, 2));
  }
}

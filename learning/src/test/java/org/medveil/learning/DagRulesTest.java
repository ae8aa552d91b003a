package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Which computation graphs are refused, by which name and with what to use instead. */
class DagRulesTest {

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("MergeVertex", graph().addVertex("join", new MergeVertex(), "a", "b")),
        Arguments.of("L2NormalizeVertex", graph().addVertex("join", new L2NormalizeVertex(), "a")),
        Arguments.of("ElementWiseVertex with Subtract", joined(ElementWiseVertex.Op.Subtract)),
        Arguments.of("ElementWiseVertex with Max", joined(ElementWiseVertex.Op.Max)),
        Arguments.of(
            "repeated inputs",
            graph().addVertex("join", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "a")),
        Arguments.of(
            "BatchNormalization",
            graph().addLayer("join", new BatchNormalization.Builder().nIn(4).nOut(4).build(), "a")),
        Arguments.of(
            "before the frozen DenseLayer",
            graph().addLayer("join", new FrozenLayer(dense(4, 4)), "a")),
        Arguments.of("leads to no output, 'b'", graph().addLayer("join", dense(4, 4), "a")),
        Arguments.of(
            "TBPTT", joined(ElementWiseVertex.Op.Add).backpropType(BackpropType.TruncatedBPTT)),
        Arguments.of(
            "adds 4 and 3",
            TestNets.builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", dense(7, 4), "in")
                .addLayer("b", dense(7, 3), "in")
                .addVertex("join", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void isRefusedByNameWithAdvice(String named, GraphBuilder graph) {
    String json = ended(graph).toJson();
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    assertFalse(refusal.hint().isBlank());
  }

  @Test
  void severalInputsOrOutputsAreRefused() {
    GraphBuilder two =
        TestNets.builder()
            .graphBuilder()
            .addInputs("in", "other")
            .addLayer("a", dense(7, 4), "in")
            .addLayer("b", dense(7, 4), "other")
            .addVertex("join", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
            .addLayer("out", TestNets.softmax(3), "join")
            .setOutputs("out")
            .setInputTypes(InputType.feedForward(7), InputType.feedForward(7));
    String json = two.build().toJson();
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(json));
    assertTrue(refusal.getMessage().contains("several inputs"), refusal.getMessage());
  }

  @Test
  void theJsonGivesTheSameModelBackAlsoAfterATraining() {
    ModelSpec spec = GraphNets.spec(GraphNets.residual());
    assertTrue(spec.isGraph());
    assertEquals(spec, ModelSpec.fromJson(spec.json()));
    ComputationGraph network = new ComputationGraph(spec.graphConfiguration());
    network.init();
    network.getConfiguration().setIterationCount(5);
    assertEquals(spec, GraphNets.spec(network.getConfiguration()));
    assertThrows(Refusal.class, spec::configuration);
  }

  @Test
  void anotherOrderInTheFileIsAnotherPlaceForTheParametersAlsoInDl4j() {
    String json = GraphNets.spec(GraphNets.residual()).json();
    // "left" and "right" may be computed in either order; the file says which.
    int[] order = ComputationGraphConfiguration.fromJson(json).getTopologicalOrder();
    ComputationGraphConfiguration swapped = ComputationGraphConfiguration.fromJson(json);
    List<String> names = new ArrayList<>(swapped.getTopologicalOrderStr());
    int left = names.indexOf("left");
    int right = names.indexOf("right");
    Collections.swap(names, left, right);
    int index = order[left];
    order[left] = order[right];
    order[right] = index;
    swapped.setTopologicalOrder(order);
    swapped.setTopologicalOrderStr(names);

    ModelSpec spec = GraphNets.spec(swapped);
    assertNotEquals(json, spec.json());
    float[] parameters = Reference.numbers(spec.parameterCount(), 0.5, 9);
    float[] image = Reference.numbers(spec.inputs(), 1, 2);
    assertArrayEquals(
        new Reference(spec).probabilities(parameters, image),
        new Interpreter(spec.graph().orElseThrow(), parameters).probabilities(image),
        1e-6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sum1\" ]", // an input of a vertex becomes unknown
        "\"topologicalOrderStr\" : [ \"image\", \"stem\"", // the order becomes another
        "\"topologicalOrder\" : [ 0,",
        "\"networkOutputs\" : [ \"out\"",
        "\"preProcessor\" : {",
        "\"vertexInputs\" : {",
        "\"defaultConfiguration\" : {"
      })
  void jsonThatOnlyLooksLikeAGraphIsAUsageError(String broken) {
    String json = GraphNets.spec(GraphNets.residual()).json();
    assertTrue(json.contains(broken), json);
    String hostile =
        json.replace(
            broken,
            broken
                .replace("\"sum1\"", "\"nobody\"")
                .replace("\"image\", \"stem\"", "\"stem\", \"image\"")
                .replace("[ 0,", "[ 99,")
                .replace("[ \"out\"", "[ \"b1\"")
                .replace(" : {", " : null, \"ignored\" : {"));
    Refusal refusal = assertThrows(Refusal.class, () -> ModelSpec.fromJson(hostile));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  private static GraphBuilder graph() {
    return TestNets.builder()
        .graphBuilder()
        .addInputs("in")
        .addLayer("a", dense(7, 4), "in")
        .addLayer("b", dense(7, 4), "in");
  }

  private static GraphBuilder joined(ElementWiseVertex.Op op) {
    return graph().addVertex("join", new ElementWiseVertex(op), "a", "b");
  }

  private static DenseLayer dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(Activation.TANH).build();
  }

  private static ComputationGraphConfiguration ended(GraphBuilder graph) {
    OutputLayer out =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(4)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    return graph.addLayer("out", out, "join").setOutputs("out").allowDisconnected(true).build();
  }
}

package org.medveil.learning;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.Hashes;
import org.medveil.learning.engine.DpEngine;

/**
 * A model: a DL4J configuration that passed {@link ModelRules}, so that its gradient can be taken
 * and clipped one patient at a time. Equal by its JSON; the JSON's hash goes into every bundle. The
 * updater written in the configuration is not used: {@link OptimizerSettings} decides.
 */
public final class ModelSpec implements Serializable {
  private final String json;
  private final boolean dag;
  private final int parameterCount;
  private final List<ParameterRange> trainableRanges;
  private final int outputs;

  private ModelSpec(Dl4jConfiguration configuration) {
    this.json = configuration.json();
    this.dag = configuration instanceof DagConfiguration;
    List<NeuralNetConfiguration> layers = configuration.layers();
    this.parameterCount = Parameters.count(layers);
    this.trainableRanges = Parameters.ranges(layers);
    OutputLayer last = (OutputLayer) layers.get(layers.size() - 1).getLayer();
    this.outputs = Math.toIntExact(last.getNOut());
  }

  /**
   * A model of the house.
   *
   * @param name {@code logistic} (one sigmoid over the vector, from zero) or {@code mlp} (one
   *     hidden layer of 64 ReLUs)
   * @param inputDim length of the vectors, at least 1
   * @param seed for the initial parameters of {@code mlp}; must agree between hospitals
   * @throws Refusal exit 2 for an unknown name
   */
  public static ModelSpec named(String name, int inputDim, long seed) {
    if (inputDim < 1) {
      throw Refusal.usage("a model takes at least one number", "give the encoder's dimension");
    }
    return named(name, Shape.flat(inputDim), seed);
  }

  /**
   * A model of the house over images.
   *
   * @param name {@code cnn} (two convolutions with group normalisation, average over the image, one
   *     sigmoid; 4 929 parameters with one channel), or a name for vectors
   * @param input shape of an image, whose numbers come channel by channel
   * @param seed for the initial parameters; must agree between hospitals
   * @throws Refusal exit 2 for an unknown name, or a shape that does not suit
   */
  public static ModelSpec named(String name, Shape input, long seed) {
    return checked(new StackConfiguration(HouseModels.configuration(name, input, seed)));
  }

  /**
   * Any DL4J network in the JSON that {@code toJson()} of {@code MultiLayerConfiguration} or {@code
   * ComputationGraphConfiguration} writes.
   *
   * @throws Refusal exit 2 if it is no such JSON, or holds something that must not be trained
   *     privately; the sentence names it and says what to use instead
   */
  public static ModelSpec fromJson(String dl4jJson) {
    return ModelJson.sound(() -> checked(ModelJson.read(dl4jJson)));
  }

  static ModelSpec checked(Dl4jConfiguration configuration) {
    configuration.check();
    Optional<ModelGraph> graph = configuration.graph();
    if (graph.isEmpty()) {
      DropoutRules.refuseWithoutGraph(configuration.layers());
    }
    ModelSpec spec = new ModelSpec(configuration);
    if (graph.isEmpty()) {
      // Only DL4J can say whether the layers fit each other.
      spec.gradient().parameterCount();
    }
    return spec;
  }

  /** The configuration in DL4J's JSON; {@link #fromJson} gives an equal model back. */
  public String json() {
    return json;
  }

  /** SHA-256 of {@link #json()} in UTF-8, 64 lower-case hex digits. */
  public String sha256() {
    return Hashes.sha256Hex(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A fresh copy; changing it does not change the model.
   *
   * @throws Refusal exit 2 if the model is a computation graph
   */
  public MultiLayerConfiguration configuration() {
    if (dag) {
      throw Refusal.usage(
          "the model is a computation graph", "use a multi-layer network for this command");
    }
    return MultiLayerConfiguration.fromJson(json);
  }

  /**
   * The same for a computation graph.
   *
   * @throws Refusal exit 2 if the model is a multi-layer network
   */
  public ComputationGraphConfiguration graphConfiguration() {
    if (!dag) {
      throw Refusal.usage("the model is no computation graph", "use configuration()");
    }
    return ComputationGraphConfiguration.fromJson(json);
  }

  /** Whether it is a computation graph, else a multi-layer network. */
  public boolean isGraph() {
    return dag;
  }

  /** Length of the input vector. */
  public int inputs() {
    return read().inputs();
  }

  /** Numbers that come out: 1 for a sigmoid, else as many as classes. */
  public int outputs() {
    return outputs;
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    return parameterCount;
  }

  /** How many parameters are trained: those of no frozen layer. */
  public int trainableCount() {
    return trainableRanges.stream().mapToInt(ParameterRange::length).sum();
  }

  /** Where the trained parameters lie in the flat vector, in order, at least one stretch. */
  public List<ParameterRange> trainableRanges() {
    return trainableRanges;
  }

  /** Where training begins: DL4J's initialisation with the configuration's seed. */
  public float[] initialParameters() {
    return read().start().parameters().toFloatVector();
  }

  /**
   * The gradient per patient: closed form in plain Java for stacks of dense layers, DL4J's own
   * back-propagation, one patient at a time, for anything else that is allowed. Without dropout;
   * parameters that are not trained have gradient 0.
   */
  public PatientGradient gradient() {
    Optional<PatientGradient> dense =
        read() instanceof StackConfiguration stack
            ? DenseCompiler.compile(stack.network())
            : Optional.empty();
    return dense.orElseGet(() -> new Dl4jPatientGradient(json, dag));
  }

  /**
   * The network as operations, for an engine that knows nothing of DL4J.
   *
   * @return empty if some layer is allowed but has no operation: depthwise and separable
   *     convolutions, upsampling, dilation, channels last, p-norms
   */
  public Optional<ModelGraph> graph() {
    return read().graph();
  }

  private Dl4jConfiguration read() {
    return Dl4jConfiguration.of(json, dag);
  }

  /**
   * The clipped sums of a step: what training uses. For one thread at a time.
   *
   * @param grid clip and grid; one entry per trainable parameter
   * @param settings how it is computed
   */
  public ClippedSums sums(GridGaussian grid, EngineSettings settings) {
    return graph()
        .<ClippedSums>map(graph -> new DpEngine(graph, grid, settings))
        .orElseGet(() -> new PatientByPatient(gradient(), grid, settings));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelSpec that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  /** The hash only. */
  @Override
  public String toString() {
    return "ModelSpec[" + sha256() + "]";
  }
}

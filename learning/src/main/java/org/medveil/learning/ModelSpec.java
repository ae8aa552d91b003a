package org.medveil.learning;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.Hashes;

/**
 * A model: a DL4J configuration that passed {@link ModelRules}, so that its gradient can be taken
 * and clipped one patient at a time. Equal by its JSON; the JSON's hash goes into every bundle. The
 * updater written in the configuration is not used: {@link OptimizerSettings} decides.
 */
public final class ModelSpec implements Serializable {
  private final String json;
  private final int parameterCount;

  private ModelSpec(String json) {
    this.json = json;
    this.parameterCount = gradient().parameterCount();
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
    return checked(HouseModels.configuration(name, inputDim, seed));
  }

  /**
   * Any DL4J multi-layer network in the JSON that {@code MultiLayerConfiguration.toJson()} writes.
   *
   * @throws Refusal exit 2 if it is no such JSON, or holds something that must not be trained
   *     privately; the sentence names it and says what to use instead
   */
  public static ModelSpec fromJson(String dl4jMultiLayerJson) {
    return checked(ModelJson.read(dl4jMultiLayerJson));
  }

  private static ModelSpec checked(MultiLayerConfiguration configuration) {
    ModelRules.check(configuration);
    MultiLayerConfiguration canonical = configuration.clone();
    // A network's init() notes its parameters' names here; the model is the same before and after.
    canonical.getConfs().forEach(NeuralNetConfiguration::clearVariables);
    return new ModelSpec(canonical.toJson());
  }

  /** The configuration in DL4J's JSON; {@link #fromJson} gives an equal model back. */
  public String json() {
    return json;
  }

  /** SHA-256 of {@link #json()} in UTF-8, 64 lower-case hex digits. */
  public String sha256() {
    return Hashes.sha256Hex(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A fresh copy; changing it does not change the model. */
  public MultiLayerConfiguration configuration() {
    return MultiLayerConfiguration.fromJson(json);
  }

  /** Length of the flat parameter vector. */
  public int parameterCount() {
    return parameterCount;
  }

  /** Where training begins: DL4J's initialisation with the configuration's seed. */
  public float[] initialParameters() {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration());
    network.init();
    return network.params().toFloatVector();
  }

  /**
   * The gradient per patient: closed form in plain Java for stacks of dense layers, DL4J's own
   * back-propagation, one patient at a time, for anything else that is allowed.
   */
  public PatientGradient gradient() {
    MultiLayerConfiguration configuration = configuration();
    Optional<PatientGradient> dense = DenseCompiler.compile(configuration);
    return dense.orElseGet(() -> new Dl4jPatientGradient(json));
  }

  /**
   * The clipped sums of a step: what training uses. For one thread at a time.
   *
   * @param grid clip and grid; one entry per trainable parameter
   * @param settings how it is computed
   */
  public ClippedSums sums(GridGaussian grid, EngineSettings settings) {
    return new PatientByPatient(gradient(), grid);
  }

  /** Length of the gradient: the parameters that training moves. */
  public int trainableCount() {
    return parameterCount;
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

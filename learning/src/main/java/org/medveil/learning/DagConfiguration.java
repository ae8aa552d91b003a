package org.medveil.learning;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.medveil.contracts.Refusal;

/**
 * A computation graph.
 *
 * @param network DL4J's configuration
 * @param order names of all vertices, the input first, each after those it needs: the order in
 *     which DL4J keeps the parameters
 */
record DagConfiguration(ComputationGraphConfiguration network, List<String> order)
    implements Dl4jConfiguration {

  /** From JSON that was looked at before. */
  static DagConfiguration read(String json) {
    return of(ComputationGraphConfiguration.fromJson(json));
  }

  /** Refuses, with exit 2, what is no graph from one input. */
  static DagConfiguration of(ComputationGraphConfiguration network) {
    requireWired(network);
    try {
      // DL4J notes the order in the configuration, so that it is the same on every machine.
      new ComputationGraph(network).topologicalSortOrder();
    } catch (IllegalStateException e) {
      throw unordered();
    }
    DagConfiguration dag = new DagConfiguration(network, network.getTopologicalOrderStr());
    dag.requireOrdered();
    return dag;
  }

  @Override
  public void check() {
    DagRules.check(this);
  }

  @Override
  public List<NeuralNetConfiguration> layers() {
    return order.stream()
        .map(network.getVertices()::get)
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf())
        .toList();
  }

  @Override
  public Optional<ModelGraph> graph() {
    return GraphCompiler.compile(network, order);
  }

  @Override
  public int inputs() {
    return InputShape.of(network).size();
  }

  @Override
  public Dl4jNetwork start() {
    ComputationGraph net = new ComputationGraph(copy());
    net.init();
    return new Dl4jNetwork.Dag(net);
  }

  @Override
  public String json() {
    ComputationGraphConfiguration canonical = copy();
    canonical.setIterationCount(0);
    canonical.setEpochCount(0);
    Dl4jConfiguration.forget(canonical.getDefaultConfiguration());
    new DagConfiguration(canonical, order).layers().forEach(Dl4jConfiguration::forget);
    return canonical.toJson();
  }

  /** DL4J's clone() forgets the order, and with it where the parameters are. */
  private ComputationGraphConfiguration copy() {
    ComputationGraphConfiguration copy = network.clone();
    copy.setTopologicalOrder(network.getTopologicalOrder().clone());
    copy.setTopologicalOrderStr(List.copyOf(order));
    return copy;
  }

  private static void requireWired(ComputationGraphConfiguration network) {
    if (network.getNetworkInputs().size() != 1 || network.getNetworkOutputs().size() != 1) {
      throw Refusal.usage(
          "the model has several inputs or outputs, which cannot be trained privately",
          "use one input and one output");
    }
    Set<String> names = new HashSet<>(network.getVertices().keySet());
    if (!names.add(network.getNetworkInputs().get(0))) {
      throw unordered();
    }
    for (String vertex : network.getVertices().keySet()) {
      List<String> inputs = network.getVertexInputs().get(vertex);
      if (inputs == null || inputs.isEmpty() || !names.containsAll(inputs)) {
        throw unordered();
      }
    }
  }

  /** The order may come from a file: believe nothing of it. */
  private void requireOrdered() {
    int[] indices = network.getTopologicalOrder();
    int size = network.getVertices().size() + 1;
    Map<String, Integer> seen = new HashMap<>();
    boolean[] used = new boolean[size];
    if (indices.length != size || order.size() != size || indices[0] != 0) {
      throw unordered();
    }
    for (int i = 0; i < size; i++) {
      List<String> inputs = network.getVertexInputs().getOrDefault(order.get(i), List.of());
      boolean first = order.get(i).equals(network.getNetworkInputs().get(0));
      if (first != (i == 0)
          || !seen.keySet().containsAll(inputs)
          || seen.put(order.get(i), i) != null
          || indices[i] < 0
          || indices[i] >= size
          || used[indices[i]]) {
        throw unordered();
      }
      used[indices[i]] = true;
    }
  }

  private static Refusal unordered() {
    return Refusal.usage(
        "the vertices of the model do not follow from its input, each from earlier ones",
        "build it with ComputationGraphConfiguration.GraphBuilder and write it with toJson()");
  }
}

package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.ModelNode;

/** Turns a description of a network into operations with memory. */
final class NetworkCompiler {
  private final DpKernels kernels;
  private final Rows most;
  private final Expansion plan;
  private final Flow flow;
  private final boolean[] trainedAt;
  private final int[] lastReader;
  private final List<Operation> operations = new ArrayList<>();
  private final List<Operation> active = new ArrayList<>();

  private NetworkCompiler(DpKernels kernels, Expansion plan, Rows most) {
    this.kernels = kernels;
    this.plan = plan;
    this.most = most;
    this.flow = new Flow(plan.widths(), most.pass());
    this.trainedAt = new boolean[plan.widths().length];
    this.lastReader = new int[plan.widths().length];
  }

  static Network compile(DpKernels kernels, ModelGraph graph, Rows most) {
    return new NetworkCompiler(kernels, Expansion.of(graph), most).network(graph);
  }

  private Network network(ModelGraph graph) {
    List<Expansion.Part> parts = plan.parts();
    Arrays.fill(lastReader, -1);
    for (int i = 0; i < parts.size(); i++) {
      int out = parts.get(i).out();
      for (int in : parts.get(i).inputs()) {
        trainedAt[out] |= trainedAt[in];
        lastReader[in] = i;
      }
      trainedAt[out] |= parts.get(i).place().trained();
      if (trainedAt[out]) {
        flow.wantDelta(out);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      add(parts.get(i), i);
    }
    boolean imagesNeeded =
        parts.stream()
            .anyMatch(part -> part.inputs().contains(0) && part.kind() != Expansion.Kind.AFFINE);
    return new Network(
        flow, operations, graph.output(), active, new Network.Images(graph.input(), imagesNeeded));
  }

  private void add(Expansion.Part part, int index) {
    List<Wiring> wirings = new ArrayList<>();
    List<float[]> scratches = new ArrayList<>();
    for (int i = 0; i < part.inputs().size(); i++) {
      int in = part.inputs().get(i);
      boolean direct = lastReader[in] == index && part.inputs().lastIndexOf(in) == i;
      float[] target =
          !trainedAt[in] ? null : direct ? flow.delta(in) : new float[flow.delta(in).length];
      wirings.add(new Wiring(flow, in, part.out(), target));
      scratches.add(direct || target == null ? null : target);
    }
    Operation operation = operation(part, wirings);
    for (int i = 0; i < scratches.size(); i++) {
      if (scratches.get(i) != null) {
        int in = part.inputs().get(i);
        operation = new SharedSlot(operation, scratches.get(i), flow.delta(in), flow.width(in));
      }
    }
    operations.add(operation);
    if (trainedAt[part.out()]) {
      active.add(operation);
    }
  }

  private Operation operation(Expansion.Part part, List<Wiring> wirings) {
    Wiring wiring = wirings.get(0);
    ModelNode node = part.node();
    return switch (part.kind()) {
      case AFFINE -> new DenseOperation(kernels, wiring, part.affine(), most);
      case SCALE -> new ScaleOperation(wiring, ((LayerOp.LowRank) node.op()).scale());
      case ADD -> new AddOperation(wirings);
      case NODE -> plain(part, wiring);
    };
  }

  private Operation plain(Expansion.Part part, Wiring wiring) {
    ModelNode node = part.node();
    LayerOp op = node.op();
    if (op instanceof LayerOp.Convolution) {
      return new ConvolutionOperation(kernels, wiring, node, part.place(), most);
    }
    if (op instanceof LayerOp.GroupNorm) {
      return new GroupNormOperation(wiring, node, part.place(), most);
    }
    if (op instanceof LayerOp.LayerNorm) {
      return new LayerNormOperation(wiring, node, part.place(), most);
    }
    if (op instanceof LayerOp.Activate activate) {
      return new ActivationOperation(wiring, activate);
    }
    if (op instanceof LayerOp.Pool pool) {
      return kernels.library() && SquareMaxPool.suits(pool)
          ? new SquareMaxPool(wiring, node, most)
          : new PoolOperation(wiring, node, most);
    }
    if (op instanceof LayerOp.GlobalPool pool) {
      return new GlobalPoolOperation(wiring, pool.kind(), node.in().plane());
    }
    if (op instanceof LayerOp.Dropout dropout) {
      return new DropoutOperation(wiring, dropout.retain(), part.out(), most);
    }
    if (op instanceof LayerOp.ZeroPad) {
      return new ZeroPadOperation(wiring, node);
    }
    throw new IllegalStateException("no kernel for " + op.getClass().getSimpleName());
  }
}

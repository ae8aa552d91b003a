package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.ModelNode;

/**
 * A network's nodes as parts that have one kernel each: reshapes vanish, a low-rank layer is two
 * matrices, a scale and a sum beside the frozen one.
 *
 * @param parts in order; the output last
 * @param widths floats of a row at each slot; slot 0 is the input
 */
record Expansion(List<Part> parts, int[] widths) {
  enum Kind {
    AFFINE,
    SCALE,
    ADD,
    NODE
  }

  /**
   * One kernel's worth.
   *
   * @param kind which
   * @param node that it comes from
   * @param affine its matrix, if it has one, else null
   * @param place of its parameters among the trained ones
   * @param inputs slots it reads
   * @param out slot it writes
   */
  record Part(
      Kind kind,
      ModelNode node,
      Affine affine,
      TrainedPlace place,
      List<Integer> inputs,
      int out) {}

  static Expansion of(ModelGraph graph) {
    return new Builder(graph.input().size()).all(graph);
  }

  private static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private final List<Integer> slotOf = new ArrayList<>();
    private int trained;

    Builder(int inputWidth) {
      widths.add(inputWidth);
    }

    Expansion all(ModelGraph graph) {
      for (ModelNode node : graph.nodes()) {
        List<Integer> inputs =
            node.inputs().stream().map(i -> i < 0 ? Integer.valueOf(0) : slotOf.get(i)).toList();
        slotOf.add(add(node, inputs));
      }
      return new Expansion(
          List.copyOf(parts), widths.stream().mapToInt(Integer::intValue).toArray());
    }

    private int add(ModelNode node, List<Integer> inputs) {
      TrainedPlace place = new TrainedPlace(node.trainableCount() > 0 ? trained : Affine.FROZEN);
      trained += node.trainableCount();
      LayerOp op = node.op();
      if (op instanceof LayerOp.Reshape) {
        return inputs.get(0);
      }
      if (op instanceof LayerOp.LowRank lowRank) {
        return lowRank(node, lowRank, place, inputs.get(0));
      }
      int at = node.parameterOffset();
      if (op instanceof LayerOp.Dense dense) {
        return affine(
            node,
            new Affine(dense.inputs(), dense.outputs(), dense.bias(), at, place.offset()),
            inputs);
      }
      if (op instanceof LayerOp.Output output) {
        return affine(
            node,
            new Affine(output.inputs(), output.outputs(), output.bias(), at, place.offset()),
            inputs);
      }
      if (op instanceof LayerOp.Add) {
        return part(
            new Part(Kind.ADD, node, null, place, inputs, widths.size()), node.out().size());
      }
      return part(new Part(Kind.NODE, node, null, place, inputs, widths.size()), node.out().size());
    }

    private int lowRank(ModelNode node, LayerOp.LowRank op, TrainedPlace place, int in) {
      int at = node.parameterOffset();
      int fixed = op.fixedCount();
      boolean frozen = !place.trained();
      int first = op.inputs() * op.rank();
      int base =
          affine(
              node,
              new Affine(op.inputs(), op.outputs(), op.bias(), at, Affine.FROZEN),
              List.of(in));
      int down =
          affine(
              node,
              new Affine(op.inputs(), op.rank(), false, at + fixed, place.offset()),
              List.of(in));
      int scaled =
          part(
              new Part(
                  Kind.SCALE,
                  node,
                  null,
                  new TrainedPlace(Affine.FROZEN),
                  List.of(down),
                  widths.size()),
              op.rank());
      int up =
          affine(
              node,
              new Affine(
                  op.rank(),
                  op.outputs(),
                  false,
                  at + fixed + first,
                  frozen ? Affine.FROZEN : place.offset() + first),
              List.of(scaled));
      return part(
          new Part(
              Kind.ADD,
              node,
              null,
              new TrainedPlace(Affine.FROZEN),
              List.of(base, up),
              widths.size()),
          op.outputs());
    }

    private int affine(ModelNode node, Affine affine, List<Integer> inputs) {
      TrainedPlace place = new TrainedPlace(affine.trainedOffset());
      return part(
          new Part(Kind.AFFINE, node, affine, place, inputs, widths.size()), affine.outputs());
    }

    private int part(Part part, int width) {
      parts.add(part);
      widths.add(width);
      return part.out();
    }
  }
}

package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.ModelNode;
import org.medveil.learning.Shape;
import org.medveil.learning.Window;

/** Memory follows from the model, not from how many images a patient has. */
class FootprintTest {
  private static final Window THREE = new Window(3, 3, 1, 1, 1, 1, 1, 1);

  @Test
  void manyChannelsOnFewPixelsAreNeverMadeForOnePatient() {
    assertTrue(ConvolutionCost.ghost(512, 16, 4608));
    assertFalse(ConvolutionCost.ghost(16, 784, 9));
  }

  @Test
  void theNormOfAPatientInCompanyTakesNoMoreThan32Megabytes() {
    Rows rows = new Footprint(convolution(512, 4, 512)).rows(0);
    assertEquals(96, rows.patient());
    rows = new Footprint(convolution(512, 6, 512)).rows(0);
    assertEquals(2048 / 36, rows.patient());
    assertTrue(Math.pow(rows.patient() * 36.0, 2) * Double.BYTES <= 1 << 25);
  }

  @Test
  void gradientsOfAllPatientsOfAStoreFit() {
    Rows rows = new Footprint(convolution(16, 28, 16)).rows(0);
    assertTrue(rows.patients() * 16L * 144 <= 1 << 24);
    assertTrue(rows.patients() >= rows.block());
    Rows huge = new Footprint(convolution(2048, 14, 2048)).rows(0);
    assertTrue(huge.store() >= huge.patient() && huge.patient() >= 1);
  }

  @Test
  void whatDecidesTheBitsDoesNotDependOnTheMicroBatch() {
    ModelGraph graph = convolution(16, 28, 16);
    Rows one = new Footprint(graph).rows(1);
    Rows free = new Footprint(graph).rows(0);
    assertEquals(1, one.pass());
    assertEquals(free.block(), one.block());
    assertEquals(free.patient(), one.patient());
  }

  private static ModelGraph convolution(int channels, int side, int outputs) {
    Shape in = new Shape(channels, side, side);
    LayerOp.Convolution op = new LayerOp.Convolution(channels, outputs, THREE, true);
    Shape out = new Shape(outputs, side, side);
    LayerOp.Output last = new LayerOp.Output(out.size(), 2, true, true, List.of());
    return new ModelGraph(
        in,
        List.of(
            new ModelNode("a", op, List.of(-1), in, out, 0, op.parameterCount(), false),
            new ModelNode(
                "b",
                last,
                List.of(0),
                Shape.flat(out.size()),
                Shape.flat(2),
                op.parameterCount(),
                last.parameterCount(),
                false)),
        op.parameterCount() + last.parameterCount());
  }
}

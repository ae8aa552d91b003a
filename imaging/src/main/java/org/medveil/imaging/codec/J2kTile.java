package org.medveil.imaging.codec;

import java.io.ByteArrayOutputStream;
import org.medveil.imaging.Rejected;

/** One tile: its tile-parts as they come, then its samples. */
final class J2kTile {
  private final J2kTileParameters parameters;
  private final int[] bounds;
  private final ByteArrayOutputStream packets = new ByteArrayOutputStream();

  /**
   * @param parameters of the main header, which this tile may override
   * @param bounds left, top, right, bottom on the reference grid
   */
  J2kTile(J2kTileParameters parameters, int[] bounds) {
    this.parameters = parameters.copy();
    this.bounds = bounds;
  }

  J2kTileParameters parameters() {
    return parameters;
  }

  void append(byte[] data, int at, int end) {
    packets.write(data, at, end - at);
  }

  int[] bounds() {
    return bounds;
  }

  /** Samples by component, level shift and clamping left to do. */
  int[][] decode(J2kSize size) throws Rejected {
    parameters.check();
    J2kComponent[] components = new J2kComponent[size.components()];
    for (int c = 0; c < components.length; c++) {
      components[c] = new J2kComponent(c, parameters, bounds, size.precision());
    }
    new J2kPackets(parameters, packets.toByteArray()).read(components);
    boolean reversible = components[0].coding.reversible();
    boolean transform = parameters.colourTransform();
    int[][] whole = new int[components.length][];
    float[][] real = new float[components.length][];
    for (int c = 0; c < components.length; c++) {
      if (transform && components[c].coding.reversible() != reversible) {
        throw Rejected.decode("a colour transform over components that are coded differently");
      }
      if (components[c].coding.reversible()) {
        whole[c] = coefficients(components[c]);
        new Wavelet(components[c]).inverse(whole[c]);
      } else {
        real[c] = scaled(components[c]);
        new Wavelet(components[c]).inverse(real[c]);
      }
    }
    if (transform && reversible) {
      reversibleColours(whole);
    } else if (transform) {
      irreversibleColours(real);
    }
    for (int c = 0; c < components.length; c++) {
      if (whole[c] == null) {
        whole[c] = rounded(real[c]);
      }
    }
    return whole;
  }

  private static int[] coefficients(J2kComponent component) throws Rejected {
    int pitch = component.x1 - component.x0;
    int[] out = new int[pitch * (component.y1 - component.y0)];
    blocks(
        component,
        (doubled, block, band, at) -> {
          for (int y = 0, i = 0; y < block.height; y++) {
            for (int x = 0; x < block.width; x++, i++) {
              out[at + y * pitch + x] = doubled[i] / 2;
            }
          }
        });
    return out;
  }

  private static float[] scaled(J2kComponent component) throws Rejected {
    int pitch = component.x1 - component.x0;
    float[] out = new float[pitch * (component.y1 - component.y0)];
    blocks(
        component,
        (doubled, block, band, at) -> {
          float step = band.step() / 2;
          for (int y = 0, i = 0; y < block.height; y++) {
            for (int x = 0; x < block.width; x++, i++) {
              out[at + y * pitch + x] = doubled[i] * step;
            }
          }
        });
    return out;
  }

  private interface Store {
    void take(int[] doubled, J2kBlock block, J2kBand band, int at);
  }

  private static void blocks(J2kComponent component, Store store) throws Rejected {
    int pitch = component.x1 - component.x0;
    J2kBlockDecoder decoder = J2kBlockDecoder.of(component.coding);
    for (J2kPrecinct precinct : component.precincts) {
      for (J2kPrecinct.Part part : precinct.parts()) {
        J2kBand band = part.band;
        for (J2kBlock block : part.blocks) {
          if (block.passes > 0) {
            int[] doubled = decoder.decode(block, band, component.coding);
            int row = band.row() + block.y - band.y0();
            store.take(doubled, block, band, row * pitch + band.column() + block.x - band.x0());
          }
        }
      }
    }
  }

  /** ISO 15444-1 G.2.2. */
  private static void reversibleColours(int[][] planes) {
    for (int i = 0; i < planes[0].length; i++) {
      int green = planes[0][i] - (planes[1][i] + planes[2][i] >> 2);
      int red = planes[2][i] + green;
      planes[2][i] = planes[1][i] + green;
      planes[1][i] = green;
      planes[0][i] = red;
    }
  }

  /** ISO 15444-1 G.3.2. */
  private static void irreversibleColours(float[][] planes) {
    for (int i = 0; i < planes[0].length; i++) {
      float luma = planes[0][i];
      float blue = planes[1][i];
      float red = planes[2][i];
      planes[0][i] = luma + 1.402f * red;
      planes[1][i] = luma - 0.34413f * blue - 0.71414f * red;
      planes[2][i] = luma + 1.772f * blue;
    }
  }

  private static int[] rounded(float[] values) {
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) Math.rint(values[i]);
    }
    return out;
  }
}

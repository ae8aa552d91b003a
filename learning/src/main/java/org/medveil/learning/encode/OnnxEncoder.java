package org.medveil.learning.encode;

import ai.onnxruntime.OrtException;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/**
 * A frozen ONNX model as encoder: {@code (byte * scale - mean[c]) / std[c]} in, the named output
 * flattened out. Pinned by the model's hash; results repeat bit for bit on one machine and agree to
 * float rounding between machines, because ONNX Runtime picks its kernels by the processor.
 */
final class OnnxEncoder implements Encoder {
  private static final String VERSION = "1";

  private final OnnxCard card;
  private final Device device;
  private final OnnxModel model;
  private final float[][] lookup;
  private final float[] values;
  private final int dimension;
  private final String sha256;

  /** Loads the model and runs it once on a black image to learn the dimension. */
  OnnxEncoder(OnnxCard card, Device device) {
    this.card = card;
    this.device = device;
    this.model = new OnnxModel(card, device);
    EncoderSettings s = card.shape();
    this.values = new float[s.height() * s.width() * s.channels()];
    this.lookup = new float[s.channels()][256];
    Fingerprint fingerprint =
        new Fingerprint()
            .text(id())
            .text(card.sha256())
            .text(card.input())
            .text(card.output())
            .text(card.channelsFirst() ? "NCHW" : "NHWC")
            .number(s.height())
            .number(s.width())
            .number(s.channels());
    for (int c = 0; c < s.channels(); c++) {
      for (int value = 0; value < 256; value++) {
        lookup[c][value] = (float) ((value * card.scale() - card.mean()[c]) / card.std()[c]);
      }
      fingerprint.floats(lookup[c]);
    }
    this.sha256 = fingerprint.hex();
    this.dimension = probe();
  }

  @Override
  public String id() {
    return "onnx-" + card.name() + "/" + VERSION;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public boolean accepts(int height, int width, int channels) {
    return card.shape().matches(height, width, channels);
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public float[] encode(EncoderInput in) {
    card.shape().require(in);
    byte[] pixels = in.pixels();
    int channels = in.channels();
    int area = in.height() * in.width();
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        float value = lookup[c][pixels[i * channels + c] & 0xff];
        values[card.channelsFirst() ? c * area + i : i * channels + c] = value;
      }
    }
    float[] vector;
    try {
      vector = model.run(values);
    } catch (OrtException e) {
      throw new IllegalStateException("the model failed on an image: " + e.getCode(), e);
    }
    if (vector.length != dimension) {
      throw new IllegalStateException("the model's output changes its length between images");
    }
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw Refusal.badData(
            "the model " + card.name() + " gave a value that is not finite",
            "check the card's scale, mean and std");
      }
    }
    return vector;
  }

  @Override
  public void close() {
    model.close();
  }

  private int probe() {
    try {
      int length = model.run(values).length;
      if (length == 0) {
        throw Refusal.usage(
            "the output '" + card.output() + "' of " + card.model() + " is empty",
            "name the output that holds the features");
      }
      return length;
    } catch (OrtException e) {
      EncoderSettings s = card.shape();
      throw Refusal.usage(
          "%s does not run on one image of %d x %d x %d: %s"
              .formatted(card.model(), s.height(), s.width(), s.channels(), e.getCode()),
          "check the card's layout, height, width and channels");
    }
  }
}

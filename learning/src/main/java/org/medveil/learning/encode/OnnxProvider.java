package org.medveil.learning.encode;

import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/** {@code onnx}: any frozen image model in ONNX, described and pinned by a card. */
public final class OnnxProvider implements EncoderProvider {
  /** For the {@code ServiceLoader}. */
  public OnnxProvider() {}

  @Override
  public String name() {
    return "onnx";
  }

  /**
   * Reads the card and loads its model.
   *
   * @throws Refusal exit 2 where the card or the model is missing or wrong, or the card is for
   *     images of another shape; 77 where the model is not the pinned one
   */
  @Override
  public Encoder create(EncoderSettings settings) {
    return create(settings, Device.CPU);
  }

  @Override
  public Optional<String> obstacle(Device device) {
    return device.gpu() ? OnnxCuda.obstacle(device) : Optional.empty();
  }

  @Override
  public Encoder create(EncoderSettings settings, Device device) {
    if (settings.card() == null) {
      throw Refusal.usage(
          "the encoder 'onnx' needs a card", "name a JSON card that describes the ONNX model");
    }
    OnnxCard card = OnnxCard.read(settings.card());
    EncoderSettings s = card.shape();
    if (!settings.matches(s.height(), s.width(), s.channels())) {
      throw Refusal.usage(
          "the encoder card %s is for images of %d x %d x %d, not %d x %d x %d"
              .formatted(
                  settings.card(),
                  s.height(),
                  s.width(),
                  s.channels(),
                  settings.height(),
                  settings.width(),
                  settings.channels()),
          "minimize can resize the images");
    }
    return new OnnxEncoder(card, device);
  }
}

package org.medveil.learning.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

class OnnxEncoderTest {
  private static final int SIDE = 7;
  private static final int CHANNELS = 3;
  private static final int OUTPUTS = 4;
  private static final double[] MEAN = {.5, .4, .3};
  private static final double[] STD = {.25, .2, .5};

  @TempDir Path folder;
  private final float[] weights = new float[OUTPUTS * CHANNELS * 9];
  private final float[] bias = {.1f, -.2f, .3f, 0f};
  private EncoderSettings settings;
  private EncoderInput image;

  @BeforeEach
  void setUp() {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i * 37 % 19 - 9) / 10f;
    }
    settings = new EncoderSettings(SIDE, SIDE, CHANNELS, folder.resolve("card.json"));
    image = TestImages.drawn(9, settings, false);
  }

  @Test
  void theGraphsVectorIsTheOneComputedByHand() throws IOException {
    write(false, "");
    Encoder encoder = Encoders.named("onnx", settings);
    assertEquals(OUTPUTS, encoder.dimension());
    assertEquals("onnx-tiny/1", encoder.id());
    assertArrayEquals(byHand(), encoder.encode(image), 1e-5f);
  }

  @Test
  void layoutDecidesTheOrderOfTheInputOnly() throws IOException {
    write(true, "NHWC");
    assertArrayEquals(byHand(), Encoders.named("onnx", settings).encode(image), 1e-5f);
  }

  @Test
  void aSecondRunRepeatsTheFirstBitForBit() throws IOException {
    write(false, "");
    float[] first = Encoders.named("onnx", settings).encode(image);
    Encoder again = Encoders.named("onnx", settings);
    again.encode(TestImages.drawn(10, settings, false));
    assertArrayEquals(first, again.encode(image));
  }

  @Test
  void hashFollowsTheModelAndTheCard() throws IOException {
    write(false, "");
    String hash = Encoders.named("onnx", settings).sha256();
    rewrite("\"mean\": [0.5", "\"mean\": [0.51");
    String otherMean = Encoders.named("onnx", settings).sha256();
    weights[0] += 1f;
    write(false, "");
    String otherModel = Encoders.named("onnx", settings).sha256();
    assertNotEquals(hash, otherMean);
    assertNotEquals(hash, otherModel);
    weights[0] -= 1f;
    write(false, "");
    assertEquals(hash, Encoders.named("onnx", settings).sha256());
  }

  @Test
  void aChangedModelIsRefusedByPolicy() throws IOException {
    write(false, "");
    byte[] model = Files.readAllBytes(folder.resolve("tiny.onnx"));
    model[model.length / 2] ^= 1;
    Files.write(folder.resolve("tiny.onnx"), model);
    refused(ExitCode.POLICY_REFUSED, "pins");
  }

  @Test
  void weightsInOtherFilesAreRefusedByPolicy() throws IOException {
    Proto location = new Proto().text(1, "location").text(2, "weights.bin");
    Proto outside =
        new Proto().number(1, 4).number(2, 1).text(8, "more").message(13, location).number(14, 1);
    write(OnnxGraphs.model(graph(false).message(5, outside)), "NCHW");
    refused(ExitCode.POLICY_REFUSED, "other files");
  }

  @Test
  void aMissingCardOrModelIsRefused() throws IOException {
    refused(ExitCode.USAGE, "no encoder card");
    write(false, "");
    Files.delete(folder.resolve("tiny.onnx"));
    refused(ExitCode.USAGE, "no model");
    EncoderSettings none = new EncoderSettings(SIDE, SIDE, CHANNELS, null);
    assertThrows(Refusal.class, () -> Encoders.named("onnx", none));
  }

  @Test
  void aWrongCardIsRefusedByItsKey() throws IOException {
    write(false, "");
    rewrite("\"layout\"", "\"lay_out\"");
    assertTrue(refused(ExitCode.USAGE, "unknown key 'lay_out'").hint().contains("'layout'"));
    write(false, "");
    rewrite("\"scale\": 0.00392156862745098,", "");
    refused(ExitCode.USAGE, "lacks the key 'scale'");
    write(false, "");
    rewrite("[0.25, 0.2, 0.5]", "[0.25, 0.0, 0.5]");
    refused(ExitCode.USAGE, "'std'");
    write(false, "");
    rewrite("[0.5, 0.4, 0.3]", "[0.5, 0.4]");
    refused(ExitCode.USAGE, "'mean'");
    write(false, "");
    rewrite("NCHW", "CHWN");
    refused(ExitCode.USAGE, "'layout'");
    Files.writeString(settings.card(), "{\"name\": \"tiny\", \"name\": \"tiny\"}");
    refused(ExitCode.USAGE, "is not JSON");
    Files.writeString(settings.card(), "[]");
    refused(ExitCode.USAGE, "is not a JSON object");
  }

  @Test
  void namesThatTheModelLacksAreRefusedWithThoseItHas() throws IOException {
    write(false, "");
    rewrite("\"output\": \"features\"", "\"output\": \"feature\"");
    assertTrue(refused(ExitCode.USAGE, "no output").hint().contains("features"));
    write(false, "");
    rewrite("\"input\": \"image\"", "\"input\": \"x\"");
    refused(ExitCode.USAGE, "no input");
  }

  @Test
  void aCardForOtherImagesIsRefused() throws IOException {
    write(false, "");
    assertFalse(Encoders.named("onnx", settings).accepts(SIDE, SIDE, 1));
    settings = new EncoderSettings(SIDE + 1, SIDE, CHANNELS, settings.card());
    refused(ExitCode.USAGE, "is for images of 7 x 7 x 3");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    write(new byte[] {1, 2, 3}, "NCHW");
    refused(ExitCode.USAGE, "cannot load");
  }

  private Refusal refused(ExitCode code, String part) {
    Refusal refusal = assertThrows(Refusal.class, () -> Encoders.named("onnx", settings));
    assertEquals(code, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    return refusal;
  }

  private Proto graph(boolean channelsLast) {
    return OnnxGraphs.graph(CHANNELS, weights, bias, channelsLast);
  }

  private void write(boolean channelsLast, String layout) throws IOException {
    write(OnnxGraphs.model(graph(channelsLast)), layout.isEmpty() ? "NCHW" : layout);
  }

  private void write(byte[] model, String layout) throws IOException {
    Files.write(folder.resolve("tiny.onnx"), model);
    Files.writeString(
        settings.card(),
        """
        {
          "name": "tiny", "model": "tiny.onnx", "sha256": "%s",
          "input": "image", "layout": "%s", "height": 7, "width": 7, "channels": 3,
          "scale": 0.00392156862745098, "mean": [0.5, 0.4, 0.3], "std": [0.25, 0.2, 0.5],
          "output": "features"
        }
        """
            .formatted(Fingerprint.of(model), layout));
  }

  private void rewrite(String from, String to) throws IOException {
    String card = Files.readString(settings.card());
    assertTrue(card.contains(from));
    Files.writeString(settings.card(), card.replace(from, to));
  }

  private float[] byHand() {
    float[] out = new float[OUTPUTS];
    int inner = SIDE - 2;
    for (int o = 0; o < OUTPUTS; o++) {
      double total = 0;
      for (int y = 0; y < inner; y++) {
        for (int x = 0; x < inner; x++) {
          total += Math.max(0, bias[o] + convolved(o, y, x));
        }
      }
      out[o] = (float) (total / (inner * inner));
    }
    return out;
  }

  private double convolved(int output, int top, int left) {
    double sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < 9; i++) {
        int at = ((top + i / 3) * SIDE + left + i % 3) * CHANNELS + c;
        double value = ((image.pixels()[at] & 0xff) / 255.0 - MEAN[c]) / STD[c];
        sum += weights[(output * CHANNELS + c) * 9 + i] * value;
      }
    }
    return sum;
  }
}

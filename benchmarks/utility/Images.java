import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.medveil.learning.FeatureScaling;
import org.medveil.learning.PatientExamples;
import org.medveil.learning.Shape;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/**
 * The images of one data set as numbers a model takes, in the order of the file. Every image is a
 * patient of its own, because neither set has patient ids.
 */
final class Images {
  private final Path folder;
  private final Shape shape;

  /**
   * @param folder {@code shape} (height, width, channels as text), and per split {@code
   *     SPLIT.images} (bytes, HWC) and {@code SPLIT.labels} (a byte each, 0 or 1)
   */
  Images(Path folder) throws IOException {
    this.folder = folder;
    String[] words = Files.readString(folder.resolve("shape")).trim().split(" ");
    int[] sides = Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
    this.shape = new Shape(sides[2], sides[0], sides[1]);
  }

  Shape shape() {
    return shape;
  }

  /** The splits one after the other ({@code train+val}); a patient is called by split and row. */
  List<PatientExamples> patients(String splits, String encoder) throws IOException {
    Code code = encoder.equals("planes") ? this::planes : scaled(encoder);
    List<PatientExamples> patients = new ArrayList<>();
    for (String split : splits.split("\\+")) {
      byte[] pixels = Files.readAllBytes(folder.resolve(split + ".images"));
      byte[] labels = Files.readAllBytes(folder.resolve(split + ".labels"));
      int size = shape.size();
      List<PatientExamples> own =
          IntStream.range(0, labels.length)
              .mapToObj(
                  i -> {
                    byte[] image = Arrays.copyOfRange(pixels, i * size, (i + 1) * size);
                    float[][] features = {code.of(image)};
                    return new PatientExamples(split + "-" + i, features, new int[] {labels[i]});
                  })
              .toList();
      patients.addAll(own);
    }
    return patients;
  }

  /** What the network sees of an image. */
  private interface Code {
    float[] of(byte[] image);
  }

  private Code scaled(String name) {
    int height = shape.height();
    int width = shape.width();
    int channels = shape.channels();
    Encoder encoder = Encoders.named(name, new EncoderSettings(height, width, channels, null));
    FeatureScaling scaling =
        FeatureScaling.named("public-whitening", encoder, height, width, channels);
    return image ->
        scaling.apply(encoder.encode(new EncoderInput(height, width, channels, image)));
  }

  /** Channel by channel, -1 to 1, by constants that look at nobody's data. */
  private float[] planes(byte[] image) {
    float[] planes = new float[image.length];
    for (int pixel = 0; pixel < shape.plane(); pixel++) {
      for (int channel = 0; channel < shape.channels(); channel++) {
        int value = image[pixel * shape.channels() + channel] & 0xff;
        planes[channel * shape.plane() + pixel] = (value / 255f - 0.5f) / 0.5f;
      }
    }
    return planes;
  }
}

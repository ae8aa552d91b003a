package org.medveil.learning;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;
import org.medveil.learning.encode.EncoderSettings;
import org.medveil.learning.encode.Encoders;

/** RetinaMNIST (MedMNIST v2, CC BY 4.0), encoded and scaled by the recipe; grade 2 and up is 1. */
final class Retina {
  private static final int SIDE = 28;
  private static final int IMAGE = SIDE * SIDE * 3;

  private final ZipFile archive;
  private final Encoder encoder;
  private final FeatureScaling scaling;

  private Retina(ZipFile archive, String scalingName) {
    this.archive = archive;
    this.encoder = Encoders.named("scattering", new EncoderSettings(SIDE, SIDE, 3, null));
    this.scaling = FeatureScaling.named(scalingName, encoder, SIDE, SIDE, 3);
  }

  /** Skips the test, saying so, where the data are not there. */
  static Retina open(String scalingName) throws IOException {
    String folder = System.getenv("MEDVEIL_DATA");
    assumeTrue(folder != null, "SKIPPED: MEDVEIL_DATA is not set, RetinaMNIST is needed");
    Path file = Path.of(folder, "retinamnist", "retinamnist.npz");
    assumeTrue(Files.exists(file), "SKIPPED: there is no retinamnist/retinamnist.npz");
    return new Retina(new ZipFile(file.toFile()), scalingName);
  }

  /** One patient per image, in the order of the file. */
  List<PatientExamples> split(String name) throws IOException {
    byte[] images = array(name + "_images.npy");
    byte[] labels = array(name + "_labels.npy");
    List<PatientExamples> patients = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      byte[] pixels = Arrays.copyOfRange(images, i * IMAGE, (i + 1) * IMAGE);
      float[] vector = scaling.apply(encoder.encode(new EncoderInput(SIDE, SIDE, 3, pixels)));
      int[] label = {labels[i] >= 2 ? 1 : 0};
      patients.add(new PatientExamples(name + i, new float[][] {vector}, label));
    }
    return patients;
  }

  // The format of .npy: magic and version, then the header's length, then the header, then bytes.
  private byte[] array(String entry) throws IOException {
    byte[] npy = archive.getInputStream(archive.getEntry(entry)).readAllBytes();
    int header = (npy[8] & 0xff) | (npy[9] & 0xff) << 8;
    return Arrays.copyOfRange(npy, 10 + header, npy.length);
  }
}

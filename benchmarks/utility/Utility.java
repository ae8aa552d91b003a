import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.evaluation.Auroc;
import org.medveil.learning.Classifier;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;
import org.medveil.learning.PatientExamples;

/**
 * Medveil's side of the utility benchmark. Usage: {@code Utility DATA LEDGER}; then lines {@code
 * train KEY=VALUE...}, {@code features ...} or {@code start ...} on standard input, each answered
 * by one line of JSON.
 */
public final class Utility {
  private final Images images;
  private final Campaign campaign;
  private final Map<String, List<PatientExamples>> encoded = new HashMap<>();

  private Utility(Images images, Campaign campaign) {
    this.images = images;
    this.campaign = campaign;
  }

  public static void main(String[] words) throws IOException {
    LedgerLocation where =
        new LedgerLocation("jdbc:h2:file:" + words[1], "medveil", "benchmark".toCharArray());
    JdbcLedger.create(where, Optional.empty());
    try (PrivacyLedger ledger = JdbcLedger.open(where, new PldAccountant(), Optional.empty())) {
      Utility utility = new Utility(new Images(Path.of(words[0])), new Campaign(ledger));
      System.out.printf(
          "{\"noise\": \"%s\", \"java\": \"%s\"}%n",
          utility.campaign.noise(), System.getProperty("java.version"));
      BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        System.out.println(utility.answer(line.trim().split("\\s+")));
        System.out.flush();
      }
    }
  }

  private String answer(String[] line) throws IOException {
    Map<String, String> words = new HashMap<>();
    for (int i = 1; i < line.length; i++) {
      int equals = line[i].indexOf('=');
      words.put(line[i].substring(0, equals), line[i].substring(equals + 1));
    }
    return switch (line[0]) {
      case "train" -> train(words);
      case "features" -> features(words);
      case "start" -> start(words);
      default -> throw new IllegalArgumentException("there is no command " + line[0]);
    };
  }

  private String train(Map<String, String> words) throws IOException {
    long begin = System.nanoTime();
    List<PatientExamples> fitted = patients(words.get("fit"), words.get("encoder"));
    List<PatientExamples> scored = fitted;
    if (words.containsKey("fold")) {
      String[] fold = words.get("fold").split("/");
      scored = fold(fitted, fold, true);
      fitted = fold(fitted, fold, false);
    } else {
      scored = patients(words.get("score"), words.get("encoder"));
    }
    String epsilon = words.get("epsilon");
    double budget =
        epsilon.equals("none") ? Double.POSITIVE_INFINITY : Double.parseDouble(epsilon);
    Campaign.Model model =
        words.get("trainer").equals("least-squares")
            ? campaign.leastSquares(words.get("run"), fitted, budget)
            : campaign.gradient(words.get("run"), gradient(words), fitted, budget);
    float[] logits = logits(model.spec(), model.parameters(), scored);
    int[] labels = scored.stream().mapToInt(patient -> patient.labels()[0]).toArray();
    // Diverged: no figure, rather than a wrong one.
    double auroc = finite(logits) ? Auroc.of(logits, labels) : Double.NaN;
    return String.format(
        Locale.ROOT,
        "{\"side\": \"medveil\", \"auroc\": %s, \"noise_multiplier\": %s, \"epsilon_spent\": %s,"
            + " \"parameters\": %d, \"rows\": %d, \"seconds\": %.2f}",
        number(auroc),
        number(model.noiseMultiplier()),
        number(model.epsilon()),
        model.spec().parameterCount(),
        fitted.size(),
        (System.nanoTime() - begin) / 1e9);
  }

  private Campaign.Gradient gradient(Map<String, String> words) throws IOException {
    return new Campaign.Gradient(
        spec(words),
        new SamplingPlan(
            Double.parseDouble(words.get("sampling")), Integer.parseInt(words.get("steps"))),
        Double.parseDouble(words.get("clip")),
        Integer.parseInt(words.get("batch")),
        new OptimizerSettings(
            words.get("updater"),
            Double.parseDouble(words.get("rate")),
            Double.parseDouble(words.get("momentum")),
            words.get("averaging")));
  }

  private ModelSpec spec(Map<String, String> words) throws IOException {
    long seed = Long.parseLong(words.get("seed"));
    if (words.get("encoder").equals("planes")) {
      return ModelSpec.named("cnn", images.shape(), seed);
    }
    int width = patients(words.get("fit"), words.get("encoder")).get(0).features()[0].length;
    return ModelSpec.named("logistic", width, seed);
  }

  /** For the other side: the vectors of some splits as {@code .npy}. */
  private String features(Map<String, String> words) throws IOException {
    List<PatientExamples> patients = patients(words.get("splits"), words.get("encoder"));
    int width = patients.get(0).features()[0].length;
    String shape = "(" + patients.size() + ", " + width + ")";
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    // The header ends with a line feed at a multiple of 64 bytes, ten of them before it.
    int room = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + room + patients.size() * width * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) room);
    String padded = header + " ".repeat(room - header.length() - 1) + "\n";
    bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
    for (PatientExamples patient : patients) {
      bytes.asFloatBuffer().put(patient.features()[0]);
      bytes.position(bytes.position() + width * Float.BYTES);
    }
    Files.write(Path.of(words.get("file")), bytes.array());
    return "{\"rows\": " + patients.size() + ", \"width\": " + width + "}";
  }

  /** For the other side: where the net begins, and its log-odds there on a split. */
  private String start(Map<String, String> words) throws IOException {
    ModelSpec spec = spec(words);
    float[] parameters = spec.initialParameters();
    write(Path.of(words.get("file") + ".f32"), parameters);
    List<PatientExamples> scored = patients(words.get("score"), words.get("encoder"));
    write(Path.of(words.get("file") + ".logits.f32"), logits(spec, parameters, scored));
    return "{\"parameters\": " + parameters.length + "}";
  }

  private List<PatientExamples> patients(String splits, String encoder) throws IOException {
    String key = splits + " " + encoder;
    if (!encoded.containsKey(key)) {
      encoded.put(key, images.patients(splits, encoder));
    }
    return encoded.get(key);
  }

  private static List<PatientExamples> fold(
      List<PatientExamples> all, String[] fold, boolean inside) {
    int number = Integer.parseInt(fold[0]);
    int folds = Integer.parseInt(fold[1]);
    List<PatientExamples> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((i % folds == number) == inside) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }

  private static float[] logits(
      ModelSpec spec, float[] parameters, List<PatientExamples> patients) {
    float[][] features =
        patients.stream().map(patient -> patient.features()[0]).toArray(float[][]::new);
    return new Classifier(spec, parameters).logits(features);
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }

  private static void write(Path file, float[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }
}

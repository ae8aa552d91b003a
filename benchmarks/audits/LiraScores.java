import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medveil.audits.membership.Lira;
import org.medveil.audits.membership.ShadowDesign;
import org.medveil.audits.membership.Shadows;
import org.medveil.dp.evaluation.Auroc;
import org.medveil.learning.PatientExamples;

/**
 * The likelihood-ratio attack of the audits on confidences that another program computed.
 *
 * <p>{@code design RECORDS MODELS MEMBERS} writes who is in which model, a byte each, model after
 * model. {@code attack RECORDS MODELS CONFIDENCES} reads log-odds (float64, little-endian) in the
 * same order, attacks the first model and prints {@code seconds}, {@code auc} and {@code
 * tpr_at_1_percent}, each with TAB and number.
 */
final class LiraScores {
  private static final long SEED = 5;

  private LiraScores() {}

  public static void main(String[] words) throws IOException {
    int records = Integer.parseInt(words[1]);
    int models = Integer.parseInt(words[2]);
    ShadowDesign design = ShadowDesign.of(records, models, 0, SEED);
    Path file = Path.of(words[3]);
    if (words[0].equals("design")) {
      byte[] members = new byte[models * records];
      for (int i = 0; i < members.length; i++) {
        members[i] = (byte) (design.in(i / records, i % records) ? 1 : 0);
      }
      Files.write(file, members);
      return;
    }
    attack(design, file);
  }

  private static void attack(ShadowDesign design, Path file) throws IOException {
    int records = design.patients();
    float[][] logits = new float[design.models()][records];
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : logits) {
      for (int i = 0; i < records; i++) {
        row[i] = (float) bytes.getDouble();
      }
    }
    List<PatientExamples> each = new ArrayList<>();
    int[] members = new int[records];
    for (int i = 0; i < records; i++) {
      // The confidence is of the own label, so every label may be called 1.
      each.add(new PatientExamples("r" + i, new float[][] {{0}}, new int[] {1}));
      members[i] = design.in(0, i) ? 1 : 0;
    }
    Shadows shadows = new Shadows(design, each, logits);
    long start = System.nanoTime();
    double[] scores = new Lira().scores(shadows, 0);
    System.out.printf("seconds\t%s%n", (System.nanoTime() - start) / 1e9);
    float[] told = new float[records];
    for (int i = 0; i < records; i++) {
      told[i] = (float) scores[i];
    }
    System.out.printf("auc\t%s%n", Auroc.of(told, members));
    System.out.printf("tpr_at_1_percent\t%s%n", tpr(scores, members));
  }

  /** At most one in a hundred of those outside called. */
  private static double tpr(double[] scores, int[] members) {
    double[] outside = new double[scores.length];
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (members[i] == 0) {
        outside[count++] = scores[i];
      }
    }
    double[] sorted = Arrays.copyOf(outside, count);
    Arrays.sort(sorted);
    double threshold = sorted[count - 1 - count / 100];
    int called = 0;
    int inside = 0;
    for (int i = 0; i < scores.length; i++) {
      inside += members[i];
      called += members[i] == 1 && scores[i] > threshold ? 1 : 0;
    }
    return (double) called / inside;
  }
}

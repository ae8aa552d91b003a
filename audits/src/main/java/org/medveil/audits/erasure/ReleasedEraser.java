package org.medveil.audits.erasure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.medveil.contracts.Refusal;
import org.medveil.dp.ModelDelta;

/** A released eraser as the ledger remembers it. */
public final class ReleasedEraser {
  private ReleasedEraser() {}

  /**
   * The eraser's numbers, two floats each, under the hash of its card: the result that its run is
   * committed with. Any other eraser, or the same one under another card, gives another result.
   *
   * @param file of an eraser whose numbers {@link EraserRelease} rounded
   * @throws Refusal exit 77 for other numbers: part of them would go unvouched
   */
  public static ModelDelta result(EraserFile file) {
    Eraser eraser = file.eraser();
    int d = eraser.dimension();
    float[] values = new float[2 * d * (1 + 2 * eraser.rank())];
    int at = put(new double[][] {eraser.mean()}, values, 0);
    at = put(eraser.away(), values, at);
    put(eraser.found(), values, at);
    EraserCard card = file.card();
    String words =
        String.join(
            "\n",
            "medveil-released-eraser/1",
            card.encoderId(),
            card.encoderSha256(),
            card.erased(),
            card.kept(),
            card.basis().name(),
            card.ledgerEntry(),
            "" + d,
            "" + eraser.rank());
    return new ModelDelta(sha256(words), values);
  }

  private static int put(double[][] rows, float[] values, int from) {
    int at = from;
    for (double[] row : rows) {
      for (double value : row) {
        float high = (float) value;
        float low = (float) (value - high);
        if ((double) high + low != value) {
          throw Refusal.policy(
              "The eraser has numbers that no release has.", "Use the file of eraser-release.");
        }
        values[at++] = high;
        values[at++] = low;
      }
    }
    return at;
  }

  private static String sha256(String words) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

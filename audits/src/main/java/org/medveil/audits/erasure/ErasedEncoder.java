package org.medveil.audits.erasure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/**
 * An encoder whose vectors are erased before anyone sees them. It goes by a name and a hash of its
 * own, so that erased and whole vectors are never mistaken for each other.
 */
public final class ErasedEncoder implements Encoder {
  private final Encoder encoder;
  private final EraserFile eraser;
  private final String eraserSha256;

  /**
   * @throws Refusal exit 77 when the eraser was fitted on vectors of another encoder
   */
  public ErasedEncoder(Encoder encoder, EraserFile eraser) {
    this.encoder = encoder;
    this.eraser = eraser;
    this.eraserSha256 = eraser.sha256();
    boolean same = eraser.card().encoderSha256().equals(encoder.sha256());
    if (!same || eraser.eraser().dimension() != encoder.dimension()) {
      throw Refusal.policy(
          "the eraser was fitted on vectors of another encoder than " + encoder.id(),
          "use the encoder that the eraser's card names, or fit it again");
    }
  }

  @Override
  public String id() {
    return encoder.id() + "/erased-" + eraserSha256.substring(0, 12);
  }

  @Override
  public String sha256() {
    try {
      String both = "medveil-erased/1 " + encoder.sha256() + " " + eraserSha256;
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(both.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public Device device() {
    return encoder.device();
  }

  @Override
  public void close() {
    encoder.close();
  }

  @Override
  public float[] encode(EncoderInput in) {
    return eraser.eraser().apply(encoder.encode(in));
  }

  @Override
  public boolean accepts(int height, int width, int channels) {
    return encoder.accepts(height, width, channels);
  }
}

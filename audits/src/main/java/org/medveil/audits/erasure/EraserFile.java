package org.medveil.audits.erasure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.medveil.contracts.Refusal;

/**
 * An eraser with its card, as the house keeps it: PSEUDONYMOUS where it is made of patients without
 * noise, PROTECTED where it is a release. Magic, card, dimension, rank, μ, A by columns, B by rows,
 * big-endian doubles, then SHA-256 of all of it.
 */
public final class EraserFile implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String MAGIC = "medveil-eraser/2";
  private static final int HASH = 32;
  private static final int MOST = 4096;

  private final String[] card;
  private final EraserCard.Basis basis;
  private final Eraser eraser;

  /** Both belong together. */
  public EraserFile(EraserCard card, Eraser eraser) {
    this.card =
        new String[] {
          card.encoderId(), card.encoderSha256(), card.erased(), card.kept(), card.ledgerEntry()
        };
    this.basis = card.basis();
    this.eraser = Objects.requireNonNull(eraser);
  }

  /** What it is for. */
  public EraserCard card() {
    return new EraserCard(card[0], card[1], card[2], card[3], basis, card[4]);
  }

  /** The map. */
  public Eraser eraser() {
    return eraser;
  }

  /** The file; the same eraser gives the same bytes. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(MAGIC);
      for (String field : card) {
        out.writeUTF(field);
      }
      out.writeUTF(basis.name());
      out.writeInt(eraser.dimension());
      out.writeInt(eraser.rank());
      write(out, new double[][] {eraser.mean()});
      write(out, eraser.away());
      write(out, eraser.found());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes bytes", e);
    }
    byte[] body = bytes.toByteArray();
    byte[] whole = Arrays.copyOf(body, body.length + HASH);
    System.arraycopy(hash(body), 0, whole, body.length, HASH);
    return whole;
  }

  /** SHA-256 of the file's content, 64 hex digits; names the eraser for machines. */
  public String sha256() {
    byte[] whole = bytes();
    return HexFormat.of().formatHex(whole, whole.length - HASH, whole.length);
  }

  /**
   * Reads one.
   *
   * @throws Refusal exit 65 for bytes that are no eraser or were changed
   */
  public static EraserFile parse(byte[] bytes) {
    byte[] body = Arrays.copyOf(bytes, Math.max(0, bytes.length - HASH));
    byte[] trailer = Arrays.copyOfRange(bytes, body.length, bytes.length);
    if (bytes.length <= HASH || !MessageDigest.isEqual(hash(body), trailer)) {
      throw damaged();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      if (!in.readUTF().equals(MAGIC)) {
        throw damaged();
      }
      String[] words = new String[5];
      for (int i = 0; i < words.length; i++) {
        words[i] = in.readUTF();
      }
      EraserCard card =
          new EraserCard(words[0], words[1], words[2], words[3], basis(in.readUTF()), words[4]);
      int dimension = in.readInt();
      int rank = in.readInt();
      boolean sized = dimension >= 1 && dimension <= MOST && rank >= 0 && rank <= dimension;
      if (!sized || in.available() != 8L * dimension * (1 + 2L * rank)) {
        throw damaged();
      }
      double[] mean = read(in, 1, dimension)[0];
      return new EraserFile(
          card, new Eraser(mean, read(in, rank, dimension), read(in, rank, dimension)));
    } catch (IOException e) {
      throw damaged();
    }
  }

  /**
   * Reads one from a file.
   *
   * @throws Refusal exit 2 when it cannot be read, 65 when it is damaged
   */
  public static EraserFile read(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw Refusal.usage(
          "The eraser's file cannot be read.", "disentangle and eraser-release write one.");
    }
  }

  private static EraserCard.Basis basis(String name) {
    return Arrays.stream(EraserCard.Basis.values())
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(EraserFile::damaged);
  }

  private static Refusal damaged() {
    return Refusal.badData(
        "The file is no eraser, or it was changed after it was written.", "Fit the eraser again.");
  }

  private static void write(DataOutputStream out, double[][] rows) throws IOException {
    for (double[] row : rows) {
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  private static double[][] read(DataInputStream in, int rows, int width) throws IOException {
    double[][] values = new double[rows][width];
    for (double[] row : values) {
      for (int i = 0; i < width; i++) {
        row[i] = in.readDouble();
        if (!Double.isFinite(row[i])) {
          throw damaged();
        }
      }
    }
    return values;
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Nothing of its numbers. */
  @Override
  public String toString() {
    return "EraserFile[" + eraser + "]";
  }
}

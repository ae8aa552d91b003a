package org.medveil.imaging;

import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.medveil.contracts.Refusal;

/**
 * Keyed pseudonyms of one site. The same key gives the same pseudonyms for ever, without a table;
 * without the key nobody can link one back by trying identifiers (which plain hashes allow). Each
 * kind of identifier has its own domain, so equal inputs of two kinds have unrelated pseudonyms.
 *
 * <p>HMAC-SHA256 (RFC 2104), cut to 128 bit; AES-256-GCM (NIST SP 800-38D) with a fresh random
 * nonce and a key of its own. Serializable, because it travels to the executors of the site; prints
 * nothing.
 */
public final class Pseudonymizer implements Serializable {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final long serialVersionUID = 1;
  private static final int PSEUDONYM_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SHIFT_DAYS = 365;

  private final byte[] key;

  /**
   * @param key32 32 secret bytes, copied
   */
  public Pseudonymizer(byte[] key32) {
    if (key32.length != KEY_BYTES) {
      throw new IllegalArgumentException("a pseudonym key has 32 bytes");
    }
    key = key32.clone();
  }

  /** 32 hex digits for a PatientID; surrounding spaces and Unicode composition do not count. */
  public String subject(String patientId) {
    return pseudonym("subject", patientId);
  }

  /** 32 hex digits for a StudyInstanceUID. */
  public String study(String uid) {
    return pseudonym("study", uid);
  }

  /** 32 hex digits for a SeriesInstanceUID. */
  public String series(String uid) {
    return pseudonym("series", uid);
  }

  /** 32 hex digits for a SOPInstanceUID. */
  public String instance(String uid) {
    return pseudonym("instance", uid);
  }

  /** 32 hex digits that tell one source address from another; for grouping, not for tables. */
  public String source(String uri) {
    return HexFormat.of().formatHex(hmac("source", uri), 0, PSEUDONYM_BYTES);
  }

  /**
   * A UID in place of another, {@code 2.25.} and a UUID of version 8 as a number (PS3.5 B.2, RFC
   * 9562). One domain for all, so that references still lead where they led.
   */
  public String uid(String uid) {
    byte[] bytes = new byte[PSEUDONYM_BYTES + 1];
    System.arraycopy(hmac("uid", uid.strip()), 0, bytes, 1, PSEUDONYM_BYTES);
    bytes[7] = (byte) (bytes[7] & 0x0f | 0x80);
    bytes[9] = (byte) (bytes[9] & 0x3f | 0x80);
    return "2.25." + new BigInteger(bytes);
  }

  /** 16 hex digits that tell two keys apart and say nothing about either. */
  public String keyId() {
    return HexFormat.of().formatHex(hmac("key-id", ""), 0, 8);
  }

  /**
   * The date moved into the past by 1 to 365 days, the same for all dates of a subject: order and
   * intervals stay, the calendar goes.
   *
   * @param subjectKey what {@link #subject} returned
   */
  public LocalDate shift(String subjectKey, LocalDate date) {
    long draw = ByteBuffer.wrap(hmac("date-shift", subjectKey)).getLong();
    return date.minusDays(1 + Long.remainderUnsigned(draw, SHIFT_DAYS));
  }

  /** Base64 (URL alphabet) of nonce, ciphertext and tag. Two calls never give the same text. */
  public String encryptUri(String uri) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(utf8(uri));
      byte[] out = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt", e);
    }
  }

  /**
   * What {@link #encryptUri} was given.
   *
   * @throws Refusal exit 65 when the text was changed or comes from another key
   */
  public String decryptUri(String encrypted) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(encrypted);
      if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
        throw new AEADBadTagException();
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES));
      byte[] open = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new String(open, StandardCharsets.UTF_8);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw Refusal.badData(
          "A stored source address cannot be decrypted.",
          "Use the pseudonym key with which it was ingested.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot decrypt", e);
    }
  }

  /**
   * The key in a key file.
   *
   * @throws Refusal exit 2 when the file is absent, not a key file, or open to others
   */
  public static byte[] readKey(Path file) {
    return PseudonymKeyFile.read(file);
  }

  /**
   * Writes a fresh key to a new file that its owner alone can read (0600).
   *
   * @throws Refusal exit 2 when the file exists or cannot be protected
   */
  public static void writeNewKey(Path file) {
    byte[] fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    PseudonymKeyFile.write(file, fresh);
  }

  private String pseudonym(String domain, String identifier) {
    // One spelling of an umlaut: the clinical table may have been typed on another system.
    String stripped = Normalizer.normalize(identifier, Normalizer.Form.NFC).strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("an empty identifier has no pseudonym");
    }
    return HexFormat.of().formatHex(hmac(domain, stripped), 0, PSEUDONYM_BYTES);
  }

  /** The domain is a fixed word and cannot hold the separator: no two domains can collide. */
  private byte[] hmac(String domain, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(utf8("medveil/1/" + domain + "\0"));
      return mac.doFinal(utf8(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec own = new SecretKeySpec(hmac("source-uri-key", ""), "AES");
    cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Pseudonymizer[key withheld]";
  }
}

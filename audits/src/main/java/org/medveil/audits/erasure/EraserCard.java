package org.medveil.audits.erasure;

import java.util.Objects;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * What an eraser is for.
 *
 * @param encoderId whose vectors it erases
 * @param encoderSha256 the same for machines; 64 zeros when the vectors came from a file
 * @param erased what, in words, e.g. {@code leace(sex,age)+identity(48)}
 * @param kept what, in words, e.g. {@code label} or {@code nothing}
 * @param basis of whom it is made
 * @param ledgerEntry of a released eraser: hash of the ledger entry that paid for it; else empty
 */
public record EraserCard(
    String encoderId,
    String encoderSha256,
    String erased,
    String kept,
    Basis basis,
    String ledgerEntry) {
  /** Where an eraser comes from. It decides what may be trained on what it erased. */
  public enum Basis {
    /** A hospital's patients, without noise: whatever is released after it carries no proof. */
    PATIENTS,
    /** People in a public data set: it costs no patient anything. */
    PUBLIC,
    /** A hospital's patients, with noise, paid from the ledger that vouches for it. */
    RELEASED
  }

  /** For vectors from a file, whose encoder is not known. */
  public static final String NO_ENCODER = "0".repeat(64);

  private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9_.,:/+()-]{1,200}");

  /**
   * @throws Refusal exit 65 for anything else
   */
  public EraserCard {
    Objects.requireNonNull(basis);
    boolean paid = SHA.matcher(ledgerEntry).matches();
    if ((basis == Basis.RELEASED) != paid
        || !(paid || ledgerEntry.isEmpty())
        || !SHA.matcher(encoderSha256).matches()
        || !WORDS.matcher(encoderId).matches()
        || !WORDS.matcher(erased).matches()
        || !WORDS.matcher(kept).matches()) {
      throw Refusal.badData("The card of the eraser is damaged.", "Fit the eraser again.");
    }
  }

  /** Of an eraser that no budget was spent on. */
  public EraserCard(
      String encoderId, String encoderSha256, String erased, String kept, Basis basis) {
    this(encoderId, encoderSha256, erased, kept, basis, "");
  }
}

package org.medveil.jobs.cohort;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.ErasedEncoder;
import org.medveil.audits.erasure.EraserCard;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.audits.erasure.ReleasedEraser;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.PrivacyLedger;
import org.medveil.learning.encode.Encoder;
import picocli.CommandLine.Option;

/** The eraser between an encoder and whoever reads its vectors. */
public final class EraserOption {
  @Option(
      names = "--eraser",
      paramLabel = "FILE",
      description =
          "Eraser of disentangle or eraser-release, fitted on vectors of this encoder: the vectors"
              + " are the erased ones, under a name and hash of their own.")
  private Path file;

  /** The eraser, if one was given. */
  public Optional<EraserFile> eraser() {
    return Optional.ofNullable(file).map(EraserFile::read);
  }

  /**
   * The encoder followed by the eraser, or the encoder alone.
   *
   * @throws Refusal exit 77 when the eraser is for another encoder
   */
  public Encoder applied(Encoder encoder) {
    return eraser().<Encoder>map(eraser -> new ErasedEncoder(encoder, eraser)).orElse(encoder);
  }

  /**
   * As {@link #eraser}, for what is to be released under a proof of privacy. An eraser made of
   * patients without noise changes every patient's vector by what one patient looks like: clipping
   * one patient's gradient then no longer bounds that patient's influence, and the epsilon would be
   * untrue.
   *
   * <p>A released one may be used where the ledger vouches for it: {@link #requireVouched}.
   *
   * @throws Refusal exit 77 for an eraser made of patients without noise
   */
  public Optional<EraserFile> forRelease() {
    Optional<EraserFile> eraser = eraser();
    if (eraser.filter(e -> e.card().basis() == EraserCard.Basis.PATIENTS).isPresent()) {
      throw Refusal.policy(
          "the eraser is made of patients without noise; a model trained behind it would carry an"
              + " epsilon that is not true",
          "train behind an eraser fitted on public data (disentangle --basis public) or released"
              + " with noise (eraser-release), or use this one where nothing is released");
    }
    return eraser;
  }

  /**
   * Refuses a released eraser unless this ledger was paid for exactly this one by this cohort: then
   * what is trained behind it and the eraser itself count against one budget.
   *
   * @param eraser of {@link #forRelease}
   * @throws Refusal exit 77
   */
  public static void requireVouched(EraserFile eraser, PrivacyLedger ledger, String cohort) {
    String entry = eraser.card().ledgerEntry();
    if (entry.isEmpty()) {
      return;
    }
    boolean paidHere =
        ledger.entries(cohort).stream().map(LedgerEntry::hash).anyMatch(entry::equals);
    if (!paidHere) {
      throw Refusal.policy(
          "the privacy ledger has no entry of this cohort that paid for the eraser",
          "use an eraser that eraser-release made with this ledger and this cohort");
    }
    ledger.vouch(entry, ReleasedEraser.result(eraser));
  }
}

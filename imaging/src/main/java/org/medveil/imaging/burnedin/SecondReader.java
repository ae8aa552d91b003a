package org.medveil.imaging.burnedin;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Set;
import org.medveil.contracts.Refusal;

/**
 * A reader beside the detector, as the block {@code tesseract} of the pixel rules asks for it.
 *
 * @param version name and version of the library
 * @param models what it reads with
 * @param least what counts as a word
 */
public record SecondReader(String version, ReaderModels models, Least least)
    implements Serializable {

  /**
   * What counts.
   *
   * @param letters letters and digits of a word, at least 2
   * @param confidence of the reader, 0–100
   * @param ownConfidence of a word that repeats the patient's name, number or date of birth, 0–100
   */
  public record Least(int letters, double confidence, double ownConfidence)
      implements Serializable {}

  /** What decides what it finds; where the models lie does not. */
  String told() {
    return version + " " + models.models() + " " + least;
  }

  /**
   * Reads the block, loads the library, and opens the models once: what cannot work later is
   * refused now.
   *
   * @param file that a relative folder is relative to
   * @throws Refusal exit 2
   */
  static SecondReader read(Config block, Path file) {
    PixelRulesFile.allowOnly(
        block,
        Set.of("tessdata", "languages", "letters", "confidence", "own-words-confidence"),
        "section 'tesseract'");
    Path folder = file.resolveSibling(block.getString("tessdata")).toAbsolutePath().normalize();
    Least least =
        new Least(
            letters(block), percent(block, "confidence"), percent(block, "own-words-confidence"));
    ReaderModels models = ReaderModels.of(folder, block.getStringList("languages"));
    TextReaderProvider provider = TextReaders.installed();
    provider.open(models).close();
    return new SecondReader(provider.version(), models, least);
  }

  private static int letters(Config block) {
    double letters = block.getDouble("letters");
    if (letters < 2 || letters > 20 || letters != Math.rint(letters)) {
      throw Refusal.usage(
          "'letters' of section 'tesseract' is no whole number from 2 to 20",
          "3 leaves side markers alone");
    }
    return (int) letters;
  }

  private static double percent(Config block, String key) {
    double value = block.getDouble(key);
    if (!(value >= 0 && value <= 100)) {
      throw Refusal.usage(
          "'" + key + "' of section 'tesseract' is not from 0 to 100", "as Tesseract counts it");
    }
    return value;
  }
}

package org.medveil.tesseract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tesseract.ETEXT_DESC;
import org.bytedeco.tesseract.StringVector;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.GreyPlane;
import org.medveil.imaging.burnedin.ReadWord;
import org.medveil.imaging.burnedin.ReaderModels;
import org.medveil.imaging.burnedin.TextReader;

/**
 * One engine of Tesseract, with one thread: lines anywhere on the picture, read by the neural
 * recogniser alone and without word lists, because names stand in none.
 */
final class TesseractReader implements TextReader {
  /** Less is no letter. */
  private static final int LEAST_SIDE = 12;

  /** Tesseract's places are 16-bit numbers. */
  private static final int MOST_SIDE = 32_000;

  private static final Map<String, String> AT_START =
      Map.of("load_system_dawg", "0", "load_freq_dawg", "0");
  private static final Map<String, String> LATER =
      Map.of("tessedit_do_invert", "0", "user_defined_dpi", "150");

  private final TessBaseAPI engine;

  private TesseractReader(TessBaseAPI engine) {
    this.engine = engine;
  }

  /**
   * Starts an engine.
   *
   * @throws Refusal exit 2 when the library does not load or Tesseract does not take a model
   */
  static TesseractReader open(ReaderModels models) {
    TesseractLibrary.version();
    List<String> languages = models.models().stream().map(ReaderModels.Model::language).toList();
    TessBaseAPI engine = new TessBaseAPI();
    if (!started(engine, models.folder(), languages)) {
      engine.close();
      throw Refusal.usage(
          "Tesseract does not take its models in " + models.folder(),
          "each needs the part for the neural recogniser (LSTM), as those of tessdata_fast have");
    }
    LATER.forEach((name, value) -> set(engine, name, value));
    engine.SetPageSegMode(tesseract.PSM_SPARSE_TEXT);
    return new TesseractReader(engine);
  }

  /** Tesseract starts with what it can load of several languages: all of them must be there. */
  private static boolean started(TessBaseAPI engine, String folder, List<String> languages) {
    try (StringVector names = new StringVector();
        StringVector values = new StringVector();
        StringVector loaded = new StringVector();
        BytePointer path = new BytePointer(folder, StandardCharsets.UTF_8);
        BytePointer language =
            new BytePointer(
                languages.stream().collect(Collectors.joining("+")), StandardCharsets.UTF_8)) {
      AT_START.forEach(
          (name, value) -> {
            names.push_back(new BytePointer(name));
            values.push_back(new BytePointer(value));
          });
      int code =
          engine.Init(
              path,
              language,
              tesseract.OEM_LSTM_ONLY,
              (PointerPointer<?>) null,
              0,
              names,
              values,
              false);
      if (code != 0) {
        return false;
      }
      engine.GetLoadedLanguagesAsVector(loaded);
      return loaded.size() >= languages.size();
    }
  }

  private static void set(TessBaseAPI engine, String name, String value) {
    try (BytePointer key = new BytePointer(name);
        BytePointer text = new BytePointer(value)) {
      if (!engine.SetVariable(key, text)) {
        throw new IllegalStateException("this Tesseract has no variable " + name);
      }
    }
  }

  @Override
  public List<ReadWord> read(GreyPlane plane, List<Box> blank) throws DicomRejection {
    int longer = Math.max(plane.width(), plane.height());
    if (Math.min(plane.width(), plane.height()) < LEAST_SIDE) {
      return List.of();
    }
    if (longer > MOST_SIDE) {
      throw new DicomRejection(
          RejectReason.LIMIT_EXCEEDED, "too large a frame for the text reader");
    }
    LocalContrast contrast = LocalContrast.of(plane, blank);
    List<ReadWord> words = new ArrayList<>();
    for (int sign = -1; sign <= 1; sign += 2) {
      int lines = words.stream().mapToInt(ReadWord::line).max().orElse(0);
      words.addAll(read(Page.of(contrast, sign), lines));
    }
    return words;
  }

  private List<ReadWord> read(Page page, int lines) throws DicomRejection {
    try (BytePointer pixels = new BytePointer(page.pixels())) {
      engine.SetImage(pixels, page.width(), page.height(), 1, page.width());
      if (engine.Recognize((ETEXT_DESC) null) != 0) {
        throw new DicomRejection(RejectReason.NOT_CLEANABLE, "the text reader cannot read a frame");
      }
      return Reading.of(engine, page.factor(), lines);
    } finally {
      engine.Clear();
    }
  }

  @Override
  public void close() {
    engine.End();
    engine.close();
  }
}

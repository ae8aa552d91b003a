package org.medveil.tesseract;

import org.medveil.imaging.burnedin.ReaderModels;
import org.medveil.imaging.burnedin.TextReader;
import org.medveil.imaging.burnedin.TextReaderProvider;

/** Opens Tesseract, once the pixel rules have a block {@code tesseract}. */
public final class TesseractProvider implements TextReaderProvider {
  /** For the {@code ServiceLoader}. */
  public TesseractProvider() {}

  @Override
  public String version() {
    return "tesseract " + TesseractLibrary.version();
  }

  @Override
  public TextReader open(ReaderModels models) {
    return TesseractReader.open(models);
  }
}

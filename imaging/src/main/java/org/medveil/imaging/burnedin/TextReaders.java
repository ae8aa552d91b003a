package org.medveil.imaging.burnedin;

import java.util.Iterator;
import java.util.ServiceLoader;
import org.medveil.contracts.Refusal;

/** Finds the reader that this build carries. */
final class TextReaders {
  private TextReaders() {}

  /**
   * The one on the class path.
   *
   * @throws Refusal exit 2 when there is none
   * @throws IllegalStateException when there are two
   */
  static TextReaderProvider installed() {
    // The loader of this class and not the thread's: pool threads of Java 17 do not inherit it.
    Iterator<TextReaderProvider> found =
        ServiceLoader.load(TextReaderProvider.class, TextReaderProvider.class.getClassLoader())
            .iterator();
    if (!found.hasNext()) {
      throw Refusal.usage(
          "the pixel rules ask for Tesseract, and this build carries none",
          "add the module native-tesseract, or leave the block 'tesseract' out");
    }
    TextReaderProvider one = found.next();
    if (found.hasNext()) {
      throw new IllegalStateException("two text readers on the class path");
    }
    return one;
  }
}

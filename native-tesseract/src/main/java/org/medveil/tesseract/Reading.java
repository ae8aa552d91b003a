package org.medveil.tesseract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.ReadWord;

/** Takes the words out of a page that was recognised. */
final class Reading {
  private final int factor;
  private final int firstLine;
  private final List<ReadWord> words = new ArrayList<>();
  private int lines;

  private Reading(int factor, int firstLine) {
    this.factor = factor;
    this.firstLine = firstLine;
  }

  /**
   * The words, in pixels of the plane.
   *
   * @param factor page pixels for one of the plane
   * @param firstLine number of the first line
   */
  static List<ReadWord> of(TessBaseAPI page, int factor, int firstLine) {
    Reading reading = new Reading(factor, firstLine);
    ResultIterator at = page.GetIterator();
    if (at != null && !at.isNull()) {
      try {
        reading.all(at);
      } finally {
        tesseract.TessResultIteratorDelete(at);
      }
    }
    return reading.words;
  }

  private void all(ResultIterator at) {
    do {
      if (at.IsAtBeginningOf(tesseract.RIL_TEXTLINE)) {
        lines++;
      }
      BytePointer text = at.GetUTF8Text(tesseract.RIL_WORD);
      if (text != null && !text.isNull()) {
        try {
          add(at, text.getString(StandardCharsets.UTF_8));
        } finally {
          tesseract.TessDeleteText(text);
        }
      }
    } while (at.Next(tesseract.RIL_WORD));
  }

  private void add(ResultIterator at, String text) {
    int[] left = new int[1];
    int[] top = new int[1];
    int[] right = new int[1];
    int[] bottom = new int[1];
    if (at.BoundingBox(tesseract.RIL_WORD, left, top, right, bottom)) {
      int x = left[0] / factor;
      int y = top[0] / factor;
      int width = Math.max(1, -Math.floorDiv(-right[0], factor) - x);
      int height = Math.max(1, -Math.floorDiv(-bottom[0], factor) - y);
      double confidence = Math.max(0, Math.min(100, at.Confidence(tesseract.RIL_WORD)));
      words.add(new ReadWord(new Box(x, y, width, height), firstLine + lines, text, confidence));
    }
  }
}

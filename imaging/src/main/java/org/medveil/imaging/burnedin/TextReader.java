package org.medveil.imaging.burnedin;

import java.util.List;
import org.medveil.imaging.DicomRejection;

/**
 * Reads words in a plane: a second pair of eyes beside {@link TextDetector}, which sees lines and
 * reads nothing. Serves one thread and is closed after use.
 */
public interface TextReader extends AutoCloseable {
  /**
   * The words of a plane, in any order.
   *
   * @param blank boxes that are masked: nothing is read in them, nor at their edges
   * @throws DicomRejection when the plane cannot be read; the text holds nothing of it
   */
  List<ReadWord> read(GreyPlane plane, List<Box> blank) throws DicomRejection;

  @Override
  void close();
}

package org.medveil.imaging.burnedin;

/**
 * Opens text readers. Found by {@link java.util.ServiceLoader}, because a reader brings a native
 * library and this room has none. Loads nothing before it is called.
 */
public interface TextReaderProvider {
  /**
   * Name and version, as {@code tesseract 5.0.1}.
   *
   * @throws org.medveil.contracts.Refusal exit 2 when its library does not load on this machine
   */
  String version();

  /**
   * A reader for one thread.
   *
   * @throws org.medveil.contracts.Refusal exit 2 when the library does not load, or a model is none
   */
  TextReader open(ReaderModels models);
}

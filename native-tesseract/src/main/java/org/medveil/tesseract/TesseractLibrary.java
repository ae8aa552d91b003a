package org.medveil.tesseract;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.TessBaseAPI;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** The native library: loaded at most once, and only when somebody asks. */
final class TesseractLibrary {
  private TesseractLibrary() {}

  /** Loading is the class's initialisation, so that threads wait for one another. */
  private static final class Loaded {
    static final String VERSION = load();

    private static String load() {
      String version = TessBaseAPI.Version().getString();
      // Tesseract's remarks on a picture belong into nobody's log. Of all instances, hence once.
      try (TessBaseAPI any = new TessBaseAPI();
          BytePointer name = new BytePointer("debug_file");
          BytePointer nowhere = new BytePointer("/dev/null")) {
        any.SetVariable(name, nowhere);
      }
      return version;
    }
  }

  /**
   * As {@code 5.0.1}.
   *
   * @throws Refusal exit 2 when the library does not load
   */
  static String version() {
    try {
      return Loaded.VERSION;
    } catch (LinkageError e) {
      throw new Refusal(
          ExitCode.USAGE,
          "Tesseract's library does not load on this machine",
          "it is there for Linux on x86-64; leave the block 'tesseract' out elsewhere",
          e);
    }
  }
}

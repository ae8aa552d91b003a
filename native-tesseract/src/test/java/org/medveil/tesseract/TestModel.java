package org.medveil.tesseract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medveil.imaging.burnedin.ReaderModels;
import org.medveil.imaging.burnedin.ReaderModels.Model;

/** The English model that tess4j's jar carries, as files. */
public final class TestModel {
  private TestModel() {}

  /** Puts it into a folder. */
  public static Path in(Path folder) throws IOException {
    Path file = folder.resolve("eng.traineddata");
    try (InputStream in = TestModel.class.getResourceAsStream("/tessdata/eng.traineddata")) {
      Files.write(file, in.readAllBytes());
    }
    return folder;
  }

  /** As the pixel rules would name it; the reader itself does not look at the hash. */
  static ReaderModels models(Path folder) {
    return new ReaderModels(folder.toString(), List.of(new Model("eng", "")));
  }
}

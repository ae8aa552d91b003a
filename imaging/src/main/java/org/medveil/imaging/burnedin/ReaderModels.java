package org.medveil.imaging.burnedin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * What a reader reads with.
 *
 * @param folder absolute, of the files {@code LANGUAGE.traineddata}; on every machine that reads
 * @param models one for each language, in the order of the policy
 */
public record ReaderModels(String folder, List<Model> models) implements Serializable {
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{3,}(_[A-Za-z]+)*");
  private static final String ENDING = ".traineddata";

  /** Copies the list. */
  public ReaderModels {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("no language");
    }
  }

  /**
   * One language.
   *
   * @param language as in its file's name
   * @param sha256 hex, of the file
   */
  public record Model(String language, String sha256) implements Serializable {}

  /** Hex SHA-256 of each language's file, in the order of the policy. */
  public Map<String, String> sha256ByLanguage() {
    Map<String, String> all = new LinkedHashMap<>();
    models.forEach(model -> all.put(model.language(), model.sha256()));
    return all;
  }

  /**
   * Hashes the files.
   *
   * @throws Refusal exit 2 for a folder, or a language, that is not there or cannot be read
   */
  static ReaderModels of(Path folder, List<String> languages) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw Refusal.usage(
          "'tessdata' is no folder that can be read: " + folder,
          "the folder that holds eng.traineddata; it must be there on every machine that reads");
    }
    if (languages.isEmpty()) {
      throw Refusal.usage("'languages' of section 'tesseract' is empty", "languages = [eng]");
    }
    List<Model> models = new ArrayList<>();
    for (String language : languages) {
      if (!LANGUAGE.matcher(language).matches()) {
        throw Refusal.usage("'" + language + "' is no language of Tesseract", "as eng or chi_sim");
      }
      models.add(new Model(language, sha256(folder.resolve(language + ENDING))));
    }
    return new ReaderModels(folder.toString(), models);
  }

  /**
   * Another machine may hold other files by these names.
   *
   * @throws Refusal exit 2 when a file is not what it was when the policy was read
   */
  void checkHere() {
    for (Model model : models) {
      Path file = Path.of(folder, model.language() + ENDING);
      if (!sha256(file).equals(model.sha256())) {
        throw Refusal.usage(
            "not the file with which this run began: " + file,
            "every machine needs the same files in the folder 'tessdata'");
      }
    }
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (IOException e) {
      throw Refusal.usage(
          "a language of Tesseract cannot be read: " + file,
          "install it on every machine that reads, or leave it out of 'languages'");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

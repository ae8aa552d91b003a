package org.medveil.imaging.score;

import java.io.Serializable;
import java.util.Objects;

/**
 * One row of an answer key: one action required at one place of one file.
 *
 * @param number of the row's file within the key, from 1; what reports name instead of the file,
 *     whose name may hold a person's
 * @param file path below the original folder, separated by slashes
 * @param path where: {@link ElementPath} in words, {@code pixels} or {@code file_name}
 * @param value as planted; may be empty
 * @param actionText what the action is about: words, a box with its glyphs, or empty
 */
public record Requirement(
    int number,
    String file,
    Scope scope,
    String path,
    String value,
    Action action,
    String actionText,
    Category category)
    implements Serializable {
  /** {@link #path} of what concerns the picture. */
  public static final String PIXELS = "pixels";

  /** {@link #path} of what concerns the file's name. */
  public static final String FILE_NAME = "file_name";

  public Requirement {
    Objects.requireNonNull(file);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(path);
    Objects.requireNonNull(value);
    Objects.requireNonNull(action);
    Objects.requireNonNull(actionText);
    Objects.requireNonNull(category);
    if (number < 1) {
      throw new IllegalArgumentException("files are counted from 1: " + number);
    }
  }

  /** Without any value: rows hold what is to be hidden. */
  @Override
  public String toString() {
    return "Requirement[" + number + " " + path + " " + action.word() + "]";
  }
}

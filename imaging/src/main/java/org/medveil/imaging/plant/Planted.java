package org.medveil.imaging.plant;

import java.util.List;
import java.util.Objects;
import org.medveil.imaging.score.Requirement;

/**
 * A file with synthetic identifiers in it.
 *
 * @param file path below the output folder, separated by slashes
 * @param bytes the file (PS3.10); not copied
 * @param requirements the rows of the answer key
 */
public record Planted(String file, byte[] bytes, List<Requirement> requirements) {
  public Planted {
    Objects.requireNonNull(file);
    Objects.requireNonNull(bytes);
    requirements = List.copyOf(requirements);
  }

  /** Without what was planted. */
  @Override
  public String toString() {
    return "Planted[" + requirements.size() + " requirements]";
  }
}

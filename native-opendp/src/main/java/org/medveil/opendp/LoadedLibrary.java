package org.medveil.opendp;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The native library this JVM draws its noise from.
 *
 * @param path the file that was loaded
 * @param sha256 of that file, 64 lower-case hex digits
 * @param version of the {@code opendp} crate inside
 */
record LoadedLibrary(Path path, String sha256, String version) {
  LoadedLibrary {
    Objects.requireNonNull(path);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(version);
  }
}

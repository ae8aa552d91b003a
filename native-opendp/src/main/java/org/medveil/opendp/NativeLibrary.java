package org.medveil.opendp;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * Loads the library once per JVM: from {@code -Dmedveil.opendp.path} if that is given, else from
 * the folders of {@code java.library.path} if it lies there, else from the jar through a cache
 * folder ({@code -Dmedveil.native.cache}, the user's cache, temp). It must say that it is the one
 * this jar was built for. A failure is kept and refused again on every call; there is no other
 * source of noise to fall back to.
 */
final class NativeLibrary {
  static final String PATH_PROPERTY = "medveil.opendp.path";
  static final String CACHE_PROPERTY = "medveil.native.cache";

  private NativeLibrary() {}

  /**
   * @throws Refusal (usage) where the library is missing, damaged or does not load
   */
  static LoadedLibrary loaded() {
    if (Attempt.ONLY.failure() != null) {
      Refusal first = Attempt.ONLY.failure();
      throw new Refusal(first.exitCode(), first.getMessage(), first.hint(), first);
    }
    return Attempt.ONLY.library();
  }

  /** The one way this package says no. */
  static Refusal refusal(String what, String hint, Throwable cause) {
    return new Refusal(
        ExitCode.USAGE, "Training is refused without exact noise: " + what + ".", hint, cause);
  }

  /** Exactly one of the two is there. Initialised by the class loader, so once and safely. */
  private record Attempt(LoadedLibrary library, Refusal failure) {
    static final Attempt ONLY = make();

    private static Attempt make() {
      try {
        return new Attempt(load(), null);
      } catch (Refusal refused) {
        return new Attempt(null, refused);
      } catch (IOException | RuntimeException | LinkageError e) {
        Refusal refused =
            refusal(
                "the OpenDP library does not load (" + e.getMessage() + ")",
                "docs/native-library.md says on which systems it runs.",
                e);
        return new Attempt(null, refused);
      }
    }
  }

  private static LoadedLibrary load() throws IOException {
    Path path = loadedFrom();
    LibraryVersion loaded = LibraryVersion.loaded();
    LibraryVersion wanted = LibraryVersion.wanted();
    if (!loaded.equals(wanted)) {
      throw refusal(
          path + " is " + loaded + ", and this jar was built for " + wanted,
          "Bring the library of the same Medveil version, or leave it out: the jar holds one.",
          null);
    }
    return new LoadedLibrary(path, Sha256.of(Files.readAllBytes(path)), loaded.opendp());
  }

  private static Path loadedFrom() {
    String asked = System.getProperty(PATH_PROPERTY);
    Optional<Path> given =
        asked == null
            ? onLibraryPath(System.getProperty("java.library.path", ""))
            : Optional.of(explicit(asked));
    if (given.isPresent()) {
      System.load(given.get().toString());
      return given.get();
    }
    return LibraryCache.load(
        BundledLibrary.of(NativeLibrary.class.getClassLoader()),
        LibraryCache.folders(System.getProperty(CACHE_PROPERTY)),
        placed -> System.load(placed.toString()));
  }

  private static Optional<Path> onLibraryPath(String folders) {
    return Arrays.stream(folders.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, BundledLibrary.FILE_NAME).toAbsolutePath())
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path explicit(String asked) {
    Path path = Path.of(asked).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw refusal(
          "-D" + PATH_PROPERTY + " names " + path + ", which is not a file",
          "Give the path of " + BundledLibrary.FILE_NAME + ", or leave the property out.",
          null);
    }
    return path;
  }
}

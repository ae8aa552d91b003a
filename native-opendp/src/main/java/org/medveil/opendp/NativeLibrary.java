package org.medveil.opendp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * Loads the library once per JVM: from {@code -Dmedveil.opendp.path} if that is given, else from
 * the jar through a cache folder ({@code -Dmedveil.native.cache}, the user's cache, temp). A
 * failure is kept and refused again on every call; there is no other source of noise to fall back
 * to.
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
                "It needs Linux x86_64 with glibc 2.34 or newer and a folder that may hold"
                    + " executables; -D"
                    + CACHE_PROPERTY
                    + " names another folder.",
                e);
        return new Attempt(null, refused);
      }
    }
  }

  private static LoadedLibrary load() throws IOException {
    String asked = System.getProperty(PATH_PROPERTY);
    Path path = asked == null ? fromJar() : explicit(asked);
    String sha256 = Sha256.of(Files.readAllBytes(path));
    System.load(path.toString());
    return new LoadedLibrary(path, sha256, OpenDp.version());
  }

  private static Path fromJar() {
    BundledLibrary library = BundledLibrary.of(NativeLibrary.class.getClassLoader());
    return LibraryCache.place(library, LibraryCache.folders(System.getProperty(CACHE_PROPERTY)));
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

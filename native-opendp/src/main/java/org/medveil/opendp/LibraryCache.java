package org.medveil.opendp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts the jar's library into a folder the system can load it from. The folder is named after the
 * library's hash and closed to everyone else: whoever could swap the file could switch the noise
 * off. Several JVMs may do this at once; each moves a complete file into place.
 */
final class LibraryCache {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private LibraryCache() {}

  /**
   * Loads the library from the first of the folders that takes it; a copy that is there but differs
   * is replaced. A folder may be read-only, full, or closed to executables.
   *
   * @param load the loader; throws {@link UnsatisfiedLinkError} where the file cannot be loaded
   * @return the file that was loaded
   * @throws org.medveil.contracts.Refusal where none of the folders can be used
   */
  static Path load(BundledLibrary library, List<Path> folders, Consumer<Path> load) {
    List<String> reasons = new ArrayList<>();
    for (Path folder : folders) {
      try {
        Path placed = place(library, folder);
        load.accept(placed);
        return placed;
      } catch (IOException | UnsupportedOperationException | UnsatisfiedLinkError e) {
        reasons.add(folder + " (" + e + ")");
      }
    }
    throw NativeLibrary.refusal(
        "the OpenDP library can be loaded from nowhere: " + String.join("; ", reasons),
        "Name a folder of yours that is writable and may hold executables with -D"
            + NativeLibrary.CACHE_PROPERTY
            + ", and see docs/native-library.md for the systems it runs on.",
        null);
  }

  /** The folders to try, in order: the one that was asked for, or the user's cache, then temp. */
  static List<Path> folders(String asked) {
    if (asked != null) {
      return List.of(Path.of(asked).toAbsolutePath());
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg != null && Path.of(xdg).isAbsolute()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache").toAbsolutePath();
    return List.of(cache.resolve("medveil"), Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Path place(BundledLibrary library, Path base) throws IOException {
    Files.createDirectories(base);
    Path folder = base.resolve("medveil-opendp-" + user() + "-" + library.sha256());
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      create(folder);
    }
    Path fresh = Files.createTempFile(folder, "unpacking", ".so");
    try {
      requireOurs(folder, fresh);
      Path target = folder.resolve(BundledLibrary.FILE_NAME);
      if (!holds(target, library)) {
        Files.write(fresh, library.bytes());
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (java.nio.file.FileAlreadyExistsException e) {
      // Another JVM was faster, unless it is something else than a folder.
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static void requireOurs(Path folder, Path writtenByUs) throws IOException {
    boolean ours = Files.getOwner(folder).equals(Files.getOwner(writtenByUs));
    if (!ours || !Files.getPosixFilePermissions(folder).equals(OWNER_ONLY)) {
      throw new IOException("the folder is open to other users");
    }
  }

  private static boolean holds(Path target, BundledLibrary library) throws IOException {
    return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(Files.readAllBytes(target)).equals(library.sha256());
  }

  private static String user() {
    return System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
  }
}

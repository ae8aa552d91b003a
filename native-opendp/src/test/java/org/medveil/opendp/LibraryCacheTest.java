package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** From the jar to a file that can be loaded, and what is refused on the way. */
class LibraryCacheTest {
  private static final byte[] BYTES = {1, 2, 3, 4};
  private static final BundledLibrary LIBRARY = new BundledLibrary(BYTES, Sha256.of(BYTES));

  @TempDir Path folder;

  @Test
  void theLibraryLiesInAFolderClosedToOthersAndNothingElseDoes() throws IOException {
    Path placed = LibraryCache.place(LIBRARY, folder);
    assertArrayEquals(BYTES, Files.readAllBytes(placed));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(placed.getParent())));
    try (Stream<Path> all = Files.list(placed.getParent())) {
      assertEquals(List.of(placed), all.toList());
    }
  }

  @Test
  void aDamagedCopyIsReplaced() throws IOException {
    Path placed = LibraryCache.place(LIBRARY, folder);
    Files.write(placed, new byte[] {9});
    assertEquals(placed, LibraryCache.place(LIBRARY, folder));
    assertArrayEquals(BYTES, Files.readAllBytes(placed));
  }

  @Test
  void aFolderOpenToOthersIsNotTrusted() throws IOException {
    Path placed = LibraryCache.place(LIBRARY, folder);
    Files.setPosixFilePermissions(placed.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused(
        () -> LibraryCache.load(LIBRARY, List.of(folder), loaded -> {}), "open to other users");
  }

  @Test
  void aReadOnlyFolderLeadsToTheNextAndTheLastRefuses() throws IOException {
    // Not even root may make a folder there.
    Path readOnly = Path.of("/proc/medveil");
    Path file = Files.createFile(folder.resolve("a file, not a folder"));
    List<Path> loaded = new ArrayList<>();
    Path used = LibraryCache.load(LIBRARY, List.of(readOnly, file, folder), loaded::add);
    assertTrue(used.startsWith(folder));
    assertEquals(List.of(used), loaded);
    assertRefused(
        () -> LibraryCache.load(LIBRARY, List.of(readOnly, file), loaded::add), "from nowhere");
    assertEquals(List.of(used), loaded);
  }

  @Test
  void aFolderClosedToExecutablesLeadsToTheNext() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path open = Files.createDirectory(folder.resolve("open"));
    Path used =
        LibraryCache.load(
            LIBRARY, List.of(closed, open), placed -> requireElsewhere(placed, closed));
    assertTrue(used.startsWith(open));
    assertRefused(
        () ->
            LibraryCache.load(LIBRARY, List.of(closed), placed -> requireElsewhere(placed, closed)),
        "failed to map segment");
  }

  /** As System.load does on a folder that is mounted noexec. */
  private static void requireElsewhere(Path placed, Path closed) {
    if (placed.startsWith(closed)) {
      throw new UnsatisfiedLinkError("failed to map segment from shared object");
    }
  }

  @Test
  void aJarWhoseLibraryWasChangedIsRefused() throws IOException {
    Path natives = Files.createDirectories(folder.resolve("natives/linux-x86_64"));
    Files.write(natives.resolve(BundledLibrary.FILE_NAME), BYTES);
    Path checksum = natives.resolve(BundledLibrary.FILE_NAME + ".sha256");
    try (URLClassLoader jar = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      assertRefused(() -> BundledLibrary.of(jar), "holds no");
      Files.writeString(checksum, Sha256.of(new byte[] {1, 2, 3, 5}) + "\n");
      assertRefused(() -> BundledLibrary.of(jar), "does not match its checksum");
      Files.writeString(checksum, "");
      assertRefused(() -> BundledLibrary.of(jar), "does not match its checksum");
      Files.writeString(checksum, Sha256.of(BYTES) + "\n");
      assertArrayEquals(BYTES, BundledLibrary.of(jar).bytes());
    }
  }

  private static void assertRefused(Runnable call, String saying) {
    Refusal refusal = assertThrows(Refusal.class, call::run);
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(
        refusal.getMessage().startsWith("Training is refused without exact noise: "),
        refusal.getMessage());
    assertTrue(refusal.getMessage().contains(saying), refusal.getMessage());
  }
}

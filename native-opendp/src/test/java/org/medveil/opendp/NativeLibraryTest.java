package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.dp.NoiseSource;

/** One library per JVM, from where it was asked for, or none and a refusal. */
class NativeLibraryTest {
  @TempDir Path folder;

  @Test
  void theNoiseIsFoundAsAServiceAndNamesWhatItRuns() {
    NoiseSource found = NoiseSource.load();
    assertInstanceOf(OpenDpNoise.class, found);
    assertEquals("opendp-0.16.0+grid-1", found.id());
    assertTrue(found.sha256().matches("[0-9a-f]{64}"), found.sha256());
  }

  @Test
  void eightJvmsAtOnceLoadFromAColdCache() throws Exception {
    List<Jvm> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(Jvm.start(cache()));
    }
    for (Jvm jvm : running) {
      for (String line : jvm.lines()) {
        assertTrue(line.startsWith("LOADED " + bundled() + " " + folder.toRealPath()), line);
      }
    }
    try (Stream<Path> left = Files.walk(folder).filter(Files::isRegularFile)) {
      assertEquals(1, left.count(), "half-written copies are left");
    }
  }

  @Test
  void aDamagedCopyInTheCacheIsReplaced() throws Exception {
    String loaded = Jvm.start(cache()).lines().get(0);
    Path placed = Path.of(loaded.split(" ")[2]);
    Files.write(placed, new byte[] {127, 'E', 'L', 'F'});
    assertEquals(loaded, Jvm.start(cache()).lines().get(0));
    assertArrayEquals(bundledLibrary().bytes(), Files.readAllBytes(placed));
  }

  @Test
  void aReadOnlyHomeLeavesTemp() throws Exception {
    String temp = "-Djava.io.tmpdir=" + folder.toRealPath();
    String said = Jvm.start("-Duser.home=/proc/nobody", temp).lines().get(0);
    assertTrue(said.startsWith("LOADED " + bundled() + " " + folder.toRealPath()), said);
  }

  @Test
  void whereEverythingIsReadOnlyTheRefusalNamesTheCure() throws Exception {
    List<String> said =
        Jvm.start("-Duser.home=/proc/nobody", "-Djava.io.tmpdir=/proc/nothing").lines();
    assertRefused(said, "from nowhere");
    assertTrue(said.get(0).contains("-D" + NativeLibrary.CACHE_PROPERTY), said.get(0));
  }

  @Test
  void theLibraryPathComesBeforeTheJar() throws Exception {
    Path mine = folder.toRealPath().resolve(BundledLibrary.FILE_NAME);
    Files.write(mine, bundledLibrary().bytes());
    String path = "-Djava.library.path=/nothing:" + folder.toRealPath();
    assertEquals("LOADED " + bundled() + " " + mine, Jvm.start(path, cache()).lines().get(0));
    assertTrue(Files.notExists(folder.resolve("cache")), "the jar was unpacked all the same");
  }

  @Test
  void aLibraryOfAnotherVersionIsRefused() throws Exception {
    Path old = folder.toRealPath().resolve(BundledLibrary.FILE_NAME);
    Files.write(old, otherVersion(bundledLibrary().bytes()));
    String libraryPath = "-Djava.library.path=" + folder.toRealPath();
    assertRefused(Jvm.start(libraryPath, cache()).lines(), "OpenDP 0.15.9, and this jar was built");
    assertRefused(Jvm.start(path(old)).lines(), "OpenDP 0.15.9, and this jar was built");
  }

  @Test
  void theVersionsAreThoseOfTheCrate() throws IOException {
    new OpenDpNoise().id();
    assertEquals(LibraryVersion.wanted(), LibraryVersion.loaded());
    assertEquals("0.16.0", LibraryVersion.wanted().opendp());
  }

  /** The same library, saying 0.15.9 wherever it said 0.16.0. */
  private static byte[] otherVersion(byte[] library) {
    String text = new String(library, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("0.16.0"));
    return text.replace("0.16.0", "0.15.9").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anExplicitPathIsTheOneThatIsLoaded() throws Exception {
    Path mine = folder.resolve("mine.so");
    Files.write(mine, bundledLibrary().bytes());
    assertEquals("LOADED " + bundled() + " " + mine, Jvm.start(path(mine)).lines().get(0));
  }

  @Test
  void anExplicitPathThatIsMissingIsRefusedAndTheJarIsNotTried() throws Exception {
    List<String> said = Jvm.start(path(folder.resolve("missing.so")), cache()).lines();
    assertRefused(said, "which is not a file");
    assertTrue(Files.notExists(folder.resolve("cache")), "the jar was unpacked all the same");
  }

  @Test
  void anExplicitPathThatIsNoLibraryIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.so"), "not a library");
    assertRefused(Jvm.start(path(text)).lines(), "does not load");
  }

  /** The second answer comes from the kept failure and says the same. */
  private static void assertRefused(List<String> said, String saying) {
    assertEquals(2, said.size(), said.toString());
    assertEquals(said.get(0), said.get(1));
    assertTrue(
        said.get(0).startsWith("REFUSED USAGE Training is refused without exact noise: "),
        said.get(0));
    assertTrue(said.get(0).contains(saying), said.get(0));
  }

  private String cache() throws IOException {
    return "-D" + NativeLibrary.CACHE_PROPERTY + "=" + folder.toRealPath().resolve("cache");
  }

  private static String path(Path library) {
    return "-D" + NativeLibrary.PATH_PROPERTY + "=" + library;
  }

  private static String bundled() {
    return bundledLibrary().sha256();
  }

  private static BundledLibrary bundledLibrary() {
    return BundledLibrary.of(NativeLibraryTest.class.getClassLoader());
  }
}

package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process spilled does not lie about for good. */
class ScratchFoldersTest {
  @TempDir private Path base;

  @Test
  void foldersOfTheDeadGoAndThoseOfTheLivingStay() throws IOException {
    Path living = Path.of(ScratchFolders.within(Optional.of(base.toString())));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(living)));
    Path dead = Files.createDirectories(base.resolve("medveil-scratch-7/blockmgr-1/0c"));
    Files.writeString(dead.resolve("shuffle_0_0_0.data"), "rows of patients");
    Files.writeString(base.resolve("medveil-scratch-7/.alive"), "");
    Path others = Files.createDirectories(base.resolve("medveil-scratch-of-someone-else"));
    ScratchFolders.sweep(base, Instant.now().minusSeconds(60));
    assertTrue(Files.exists(dead), "a young one may be waiting for its lock");
    ScratchFolders.sweep(base, Instant.now().plusSeconds(60));
    assertFalse(Files.exists(base.resolve("medveil-scratch-7")));
    assertTrue(Files.exists(living.resolve(".alive")));
    assertTrue(Files.exists(others));
  }

  @Test
  void eachOfSparksFoldersGetsOne() throws IOException {
    Path one = base.resolve("one");
    Path two = base.resolve("two");
    String[] own = ScratchFolders.within(Optional.of(one + ", " + two)).split(",");
    assertEquals(one, Path.of(own[0]).getParent());
    assertEquals(two, Path.of(own[1]).getParent());
  }
}

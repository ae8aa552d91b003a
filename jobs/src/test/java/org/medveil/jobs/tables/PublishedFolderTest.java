package org.medveil.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A folder is there whole, once, made by one writer; what the dead left is tidied away. */
class PublishedFolderTest {
  private static final int WRITERS = 4;
  private static final int FOLDERS = 150;

  @TempDir private Path root;

  @Test
  void ofManyWritersOneMakesTheFolderAndNobodyNestsInIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    try {
      for (int i = 0; i < FOLDERS; i++) {
        String folder = "round/site-" + i;
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          byte[] mine = {(byte) w};
          writers.add(
              () -> {
                start.await();
                return local().publish(folder, Map.of("a", mine, "b", mine));
              });
        }
        int made = 0;
        for (Future<Boolean> one : threads.invokeAll(writers)) {
          made += one.get() ? 1 : 0;
        }
        assertEquals(1, made, folder);
        Map<String, byte[]> files = local().read(folder).orElseThrow();
        assertEquals(java.util.Set.of("a", "b"), files.keySet());
        assertEquals(files.get("a")[0], files.get("b")[0], "both files are one writer's");
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(FOLDERS, names(root.resolve("round")).size(), "no attempt is left");
  }

  @Test
  void attemptsOfTheDeadGoAndThoseOfTheLivingStay() throws IOException {
    Process dead = new ProcessBuilder("true").start();
    String living = AttemptName.fresh("site-9");
    long pid = dead.pid();
    dead.onExit().join();
    String pattern = living.replaceFirst("-\\d+-(\\d+)-([0-9a-f]{8})$", "-PID-$1-$2");
    String ofTheDead = pattern.replace("PID", String.valueOf(pid));
    // The same number, given to another process since.
    String ofAnother = living.replaceFirst("-\\d+-([0-9a-f]{8})$", "-1-$1");
    String young = ".attempt-site-1-of-another-machine";
    String old = ".attempt-site-2-of-another-machine";
    for (String name : List.of(living, ofTheDead, ofAnother, young, old)) {
      Files.createDirectories(root.resolve("round").resolve(name));
      Files.writeString(root.resolve("round").resolve(name).resolve("delta.bin"), "half");
    }
    Instant dayBeforeYesterday = Instant.now().minus(AttemptName.OLD.multipliedBy(2));
    Files.setLastModifiedTime(
        root.resolve("round").resolve(old), FileTime.from(dayBeforeYesterday));
    assertTrue(local().publish("round/site-3", Map.of("a", new byte[1])));
    assertEquals(
        Stream.of(living, young, "site-3").sorted().toList(), names(root.resolve("round")));
  }

  @Test
  void anAttemptThatWasTakenAwayIsTriedAgainAndMakesNothing() throws IOException {
    Files.writeString(root.resolve("round"), "a file where a folder should be");
    Refusal refusal =
        assertThrows(Refusal.class, () -> local().publish("round/x", Map.of("a", new byte[1])));
    assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
  }

  @Test
  void aHollowFolderKeepsItsName() {
    assertTrue(local().publish("chain/link-1", Map.of("a", new byte[9])));
    local().hollow("chain/link-1");
    local().hollow("chain/link-1");
    assertEquals(
        java.util.Set.of(Folders.TAKEN), local().read("chain/link-1").orElseThrow().keySet());
    assertFalse(local().publish("chain/link-1", Map.of("a", new byte[9])));
  }

  @Test
  void onAnObjectStoreTheLastFileMakesTheBundle() throws IOException {
    ObjectStore.crashBefore("signature");
    assertThrows(Refusal.class, () -> objects().publish("round/site", bundle("one")));
    assertFalse(objects().read("round/site").orElseThrow().containsKey("signature"));
    ObjectStore.crashBefore("");
    assertTrue(objects().publish("round/site", bundle("one")), "the retry completes it");
    assertFalse(objects().publish("round/site", bundle("two")), "what is there stays");
    assertEquals("one", text(objects().read("round/site").orElseThrow().get("delta.bin")));
  }

  @Test
  void aWarehouseNeedsARenameAndAnUnknownStoreIsRefused() {
    assertEquals(
        ExitCode.USAGE,
        assertThrows(Refusal.class, () -> Folders.requireAtomicRename("s3a://bucket/w"))
            .exitCode());
    Folders.requireAtomicRename("hdfs://node/w");
    assertEquals(
        ExitCode.USAGE,
        assertThrows(Refusal.class, () -> Folders.at("nowhere://x/y", new Configuration(false)))
            .exitCode());
    Configuration conf = new Configuration(false);
    conf.setClass("fs.floppy.impl", ObjectStore.class, org.apache.hadoop.fs.FileSystem.class);
    Folders unknown = Folders.at("floppy://disk/", conf);
    Refusal refusal =
        assertThrows(Refusal.class, () -> unknown.publish("x", Map.of("a", new byte[1])));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  private static Map<String, byte[]> bundle(String delta) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("delta.bin", delta.getBytes(StandardCharsets.UTF_8));
    files.put("manifest.json", new byte[] {2});
    files.put("signature", new byte[] {3});
    return files;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Folders local() {
    return Folders.at(root.toString(), new Configuration(false));
  }

  private Folders objects() {
    Configuration conf = new Configuration(false);
    conf.setClass("fs.s3a.impl", ObjectStore.class, org.apache.hadoop.fs.FileSystem.class);
    return Folders.at("s3a://bucket" + root + "/objects", conf);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}

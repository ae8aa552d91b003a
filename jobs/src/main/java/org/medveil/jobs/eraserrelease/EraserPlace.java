package org.medveil.jobs.eraserrelease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.EraserFile;
import org.medveil.contracts.Refusal;

/**
 * Where the eraser is kept. What stands there is never written over: it may have been paid for.
 *
 * @param file of the eraser
 */
record EraserPlace(Path file) {
  /**
   * The eraser that an earlier run of the same call left; empty where nothing is.
   *
   * @param entry of that run in the ledger, if there was one
   * @throws Refusal exit 65 when another eraser stands there
   */
  Optional<EraserFile> kept(Optional<String> entry) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    EraserFile there = EraserFile.read(file);
    if (entry.filter(there.card().ledgerEntry()::equals).isEmpty()) {
      throw Refusal.badData(
          "another eraser stands where this one is to be kept", "choose another --out");
    }
    return Optional.of(there);
  }

  /**
   * Keeps it, unless something stands there by now.
   *
   * @throws Refusal exit 75 when it cannot be written
   */
  void keep(EraserFile eraser) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
      Files.write(draft, eraser.bytes());
      Files.move(draft, file);
    } catch (IOException e) {
      throw Refusal.tryAgain(
          "the eraser cannot be written", "check space and rights of --out, then run again");
    }
  }

  void remove() {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw Refusal.policy(
          "the eraser in --out is not the one that was paid for and cannot be removed",
          "remove it by hand");
    }
  }
}

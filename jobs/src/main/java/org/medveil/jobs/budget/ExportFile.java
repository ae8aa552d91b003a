package org.medveil.jobs.budget;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerExport;

/** An export as a file; written once, never over another. */
final class ExportFile {
  private ExportFile() {}

  static LedgerExport read(Path file) {
    try {
      return LedgerExport.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw Refusal.badData("the export cannot be read: " + file, "check path and rights");
    }
  }

  static void write(Path file, byte[] export) {
    try {
      Files.write(file, export, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw Refusal.usage("there is a file already: " + file, "exports are kept: take a new name");
    } catch (IOException e) {
      throw Refusal.usage("the export cannot be written: " + file, "check path and rights");
    }
  }
}

package org.medveil.jobs.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medveil.contracts.Refusal;

/** The ledger's password, from a file and never from a flag. */
public final class LedgerPassword {
  private LedgerPassword() {}

  /** Of a file, blanks around it left out; empty without a file; exit 2 when it cannot be read. */
  public static char[] read(Path file) {
    if (file == null) {
      return new char[0];
    }
    try {
      return Files.readString(file).strip().toCharArray();
    } catch (IOException e) {
      throw Refusal.usage("password file cannot be read: " + file, "check path and rights");
    }
  }
}

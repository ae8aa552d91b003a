package org.medveil.imaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** A text file of two lines: what it is, and 32 bytes in base64. */
final class PseudonymKeyFile {
  private static final String TITLE = "medveil pseudonym key 1";
  private static final int MAX_BYTES = 256;
  private static final String REMEDY = "Make one with: keys init --out DIR";

  private PseudonymKeyFile() {}

  static byte[] read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw Refusal.usage("The pseudonym key file is absent or not a key file.", REMEDY);
      }
      refuseOpenFile(file);
      String[] lines = Files.readString(file, StandardCharsets.US_ASCII).split("\n", -1);
      if (lines.length == 3 && lines[0].equals(TITLE) && lines[2].isEmpty()) {
        byte[] key = Base64.getDecoder().decode(lines[1]);
        if (key.length == Pseudonymizer.KEY_BYTES) {
          return key;
        }
      }
      throw Refusal.usage("The pseudonym key file does not hold a pseudonym key.", REMEDY);
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.usage("The pseudonym key file cannot be read as a key file.", REMEDY);
    }
  }

  /** The group may read it (mounted secrets do that); nobody else may, and only its owner write. */
  private static void refuseOpenFile(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> allowed =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ);
    if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
      throw Refusal.usage(
          "The pseudonym key file is open to others.", "Close it: chmod 600 pseudonym.key");
    }
  }

  static void write(Path file, byte[] key) {
    String text = TITLE + "\n" + Base64.getEncoder().encodeToString(key) + "\n";
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
      var bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw Refusal.usage(
          "There is a pseudonym key file already; a new key would orphan every pseudonym made so"
              + " far.",
          "Choose another folder, or keep using that key.");
    } catch (IOException | UnsupportedOperationException e) {
      throw Refusal.usage(
          "The pseudonym key file cannot be written so that its owner alone can read it.",
          "Choose an existing folder on a file system with permissions.");
    }
  }
}

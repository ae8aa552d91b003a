package org.medveil.jobs.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written beside its place and moved there by one rename: a killed process leaves
 * the old file or the new one, never half of one.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes it, parents made as needed; drafts of processes that are gone are removed. */
  public static void write(Path file, String text) throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    removeDraftsOfTheDead(target);
    Path draft = draft(target, String.valueOf(ProcessHandle.current().pid()));
    Files.writeString(draft, text);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path draft(Path target, String pid) {
    return target.resolveSibling("." + target.getFileName() + "." + pid + ".draft");
  }

  private static void removeDraftsOfTheDead(Path target) throws IOException {
    String prefix = "." + target.getFileName() + ".";
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(target.getParent())) {
      for (Path path : beside) {
        String name = path.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(".draft")) {
          String pid = name.substring(prefix.length(), name.length() - ".draft".length());
          if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            Files.deleteIfExists(path);
          }
        }
      }
    }
  }
}

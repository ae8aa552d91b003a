import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Byte-flip mutants of real files through everything that reads them, one thread, a watchdog beside
 * it. Arguments: folder, number of mutants, seed, pixel rules. Prints {@code row STEP OUTCOME COUNT},
 * {@code slowest STEP MS FILE MUTANT}, and {@code FAILURE KIND STEP FILE MUTANT WHAT}; a failure
 * of the virtual machine itself is its exit code.
 */
final class Fuzz {
  private static final int MOST_FLIPS = 10;

  /** Where sizes, counts and delimiters are. */
  private static final int FRONT = 4000;

  public static void main(String[] args) throws IOException, InterruptedException {
    List<Path> files = files(Path.of(args[0]));
    Tally tally = new Tally();
    Steps steps = new Steps(tally, Path.of(args[3]));
    Watchdog watchdog = new Watchdog(tally);
    watchdog.start();
    for (Path file : files) {
      mutate(file, files, args, steps);
    }
    watchdog.interrupt();
    tally.print();
    System.exit(tally.failed() ? 1 : 0);
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) > 200) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private static void mutate(Path file, List<Path> files, String[] args, Steps steps)
      throws IOException {
    int place = files.indexOf(file);
    int all = Integer.parseInt(args[1]);
    int count = all / files.size() + (place < all % files.size() ? 1 : 0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(Long.parseLong(args[2]) * 31 + place * 100_000L + i);
      byte[] mutant = whole.clone();
      int reach = i % 2 == 0 ? Math.min(FRONT, mutant.length) : mutant.length;
      for (int flips = random.nextInt(1, MOST_FLIPS + 1); flips > 0; flips--) {
        mutant[random.nextInt(reach)] ^= (byte) random.nextInt(1, 256);
      }
      steps.run(file.getFileName() + "\t" + i, mutant);
    }
  }
}

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medveil.imaging.DicomFrames;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.ExaminedFrames;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pixels;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.simulate.CohortSettings;
import org.medveil.imaging.simulate.FundusCohort;

/**
 * What minimize does to the bytes of an image, once under mask-outside-field-of-view and once under
 * examine, in turns, on one thread. Arguments: folder of images, empty folder, images a set,
 * rounds, rounds before them, seed. Images that the rules refuse are left out. A line: set, rows, columns, n, then for each way the CPU
 * milliseconds an image: median, least and most of the rounds; then verdicts.
 */
final class Looks {
  private static final int SIDE = 224;
  private static final String REFUSED = "refused";
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final PixelPolicy RULES = PixelPolicy.standard();

  private final Map<String, Integer> verdicts = new TreeMap<>();
  private long kept;

  /** One way of getting an image that may leave. */
  private interface Way {
    PixelImage image(byte[] file) throws DicomRejection;
  }

  public static void main(String[] arguments) throws Exception {
    Path given = Path.of(arguments[0]).toRealPath();
    Path scratch = Path.of(arguments[1]);
    int most = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    int warm = Integer.parseInt(arguments[4]);
    long seed = Long.parseLong(arguments[5]);
    new Looks().measure(given.getFileName().toString(), files(given, most), rounds, warm);
    for (int side : new int[] {256, 512}) {
      Path cohort = scratch.resolve("photographs-" + side);
      FundusCohort.write(
          CohortSettings.of(1, most / 4, 0, seed).withImageSize(side), cohort, progress -> {});
      new Looks().measure("photographs", files(cohort, most), rounds, warm);
    }
  }

  /** By rows x columns; bytes in memory, so that no disk is measured. */
  private static Map<String, List<byte[]>> files(Path folder, int most) throws IOException {
    Map<String, List<byte[]>> sets = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
    for (Path path : paths) {
      byte[] bytes = Files.readAllBytes(path);
      try {
        DicomFrames frames = DicomReader.readFrames(new ByteArrayInputStream(bytes));
        if (word(ExaminedFrames.of(frames, List.of(0), RULES).verdict()).equals(REFUSED)) {
          continue; // costs next to nothing
        }
        var header = frames.header();
        List<byte[]> set =
            sets.computeIfAbsent(
                header.rows() + "\t" + header.columns() + "\t" + header.samplesPerPixel(),
                key -> new java.util.ArrayList<>());
        if (set.size() < most) {
          set.add(bytes);
        }
      } catch (DicomRejection e) {
        continue; // not an image
      }
    }
    return sets;
  }

  private void measure(String kind, Map<String, List<byte[]>> sets, int rounds, int warm) {
    sets.forEach(
        (shape, files) -> {
          verdicts.clear();
          boolean gray = shape.endsWith("\t1");
          double[][] cpu = new double[2][rounds];
          for (int round = -warm; round < rounds; round++) {
            double mask = milliseconds(files, bytes -> masked(bytes, gray));
            double examine = milliseconds(files, bytes -> examined(bytes, gray));
            if (round >= 0) {
              cpu[0][round] = mask;
              cpu[1][round] = examine;
            }
          }
          verdicts.replaceAll((verdict, times) -> times / (rounds + warm));
          System.out.println(
              String.join(
                  "\t",
                  "row",
                  kind,
                  shape,
                  "" + files.size(),
                  spread(cpu[0]),
                  spread(cpu[1]),
                  verdicts.toString()));
        });
    if (kept == 0) {
      throw new IllegalStateException("no image came of it");
    }
  }

  private static String spread(double[] rounds) {
    Arrays.sort(rounds);
    return String.format(
        "%.3f\t%.3f\t%.3f", rounds[rounds.length / 2], rounds[0], rounds[rounds.length - 1]);
  }

  private double milliseconds(List<byte[]> files, Way way) {
    long before = CLOCK.getCurrentThreadCpuTime();
    for (byte[] file : files) {
      try {
        kept += way.image(file).height();
      } catch (DicomRejection e) {
        throw new IllegalStateException("it could be read before", e);
      }
    }
    return (CLOCK.getCurrentThreadCpuTime() - before) / 1e6 / files.size();
  }

  private static PixelImage masked(byte[] file, boolean gray) throws DicomRejection {
    var frame = DicomReader.readFrames(new ByteArrayInputStream(file)).frame(0);
    PixelImage full = gray ? frame.toGray8() : frame.toRgb8();
    return Pixels.resize(Pixels.maskOutsideCircle(full), SIDE, SIDE);
  }

  private PixelImage examined(byte[] file, boolean gray) throws DicomRejection {
    DicomFrames frames = DicomReader.readFrames(new ByteArrayInputStream(file));
    ExaminedFrames examined = ExaminedFrames.of(frames, List.of(0), RULES);
    verdicts.merge(word(examined.verdict()), 1, Integer::sum);
    var frame = examined.frame(0);
    return Pixels.resize(gray ? frame.toGray8() : frame.toRgb8(), SIDE, SIDE);
  }

  private static String word(PixelVerdict verdict) {
    return verdict instanceof PixelVerdict.Quarantine
        ? REFUSED
        : verdict.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}

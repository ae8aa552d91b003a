import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.FrameSource;
import org.medveil.imaging.burnedin.PixelExaminer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.deid.DeidentificationProfile;
import org.medveil.imaging.deid.Deidentified;
import org.medveil.imaging.deid.Deidentifier;

/**
 * De-identifies a folder on one thread each time it is told to. Arguments: input, output, profile,
 * and pixel rules if the detector is to look at every image. Protocol: README.md.
 */
final class Deid {
  private final List<Path> files;
  private final Path out;
  private final Deidentifier deidentifier;
  private final PixelExaminer examiner;

  private Deid(List<Path> files, Path out, Deidentifier deidentifier, PixelExaminer examiner) {
    this.files = files;
    this.out = out;
    this.deidentifier = deidentifier;
    this.examiner = examiner;
  }

  public static void main(String[] args) throws IOException, DicomRejection {
    Deidentifier deidentifier =
        Deidentifier.of(
            DeidentificationProfile.shipped(args[2]),
            new Pseudonymizer(new byte[Pseudonymizer.KEY_BYTES]));
    PixelExaminer examiner =
        args.length > 3 ? new PixelExaminer(PixelPolicy.read(Path.of(args[3]))) : null;
    Path out = Files.createDirectories(Path.of(args[1]));
    Deid deid = new Deid(list(Path.of(args[0])), out, deidentifier, examiner);
    System.out.println("ready\tJava " + Runtime.version());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      long cpu = cpu();
      long wall = System.nanoTime();
      for (Path file : deid.files) {
        deid.run(file);
      }
      System.out.printf(
          "row\t%d\t%.4f\t%.4f%n",
          deid.files.size(), (System.nanoTime() - wall) / 1e9, (cpu() - cpu) / 1e9);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }

  /** Of all threads, compilers and collectors included. */
  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Reads, de-identifies, looks for what is left, and writes what is clean. */
  private void run(Path file) throws IOException, DicomRejection {
    byte[] read = Files.readAllBytes(file);
    DicomObject object = DicomObject.read(new ByteArrayInputStream(read), Extent.WHOLE);
    if (examiner != null && !(verdict(object) instanceof PixelVerdict.Clean)) {
      throw new IllegalStateException("these images have no text");
    }
    Deidentified done = deidentifier.deidentify(object);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(read.length + 4096);
    done.object().write(bytes);
    byte[] written = bytes.toByteArray();
    if (!done.residual().scan(written).isEmpty() || !done.unresolved().isEmpty()) {
      throw new IllegalStateException("something is left");
    }
    Files.write(out.resolve(done.fileName()), written);
  }

  private PixelVerdict verdict(DicomObject object) throws DicomRejection {
    PixelVerdict early = examiner.decideByHeader(object.dataset());
    return early != null
        ? early
        : examiner.decide(object.dataset(), FrameSource.of(Frames.of(object)));
  }
}

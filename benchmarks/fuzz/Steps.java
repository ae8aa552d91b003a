import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.medveil.imaging.DicomReader;
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

/** What is done to each file; each step ends in a word for the table. */
final class Steps {
  /** Looking for text costs most; every so many mutants are enough. */
  private static final int LOOKS = 10;

  private final Tally tally;
  private int runs;
  private final PixelExaminer examiner;
  private final Deidentifier deidentifier =
      Deidentifier.of(
          DeidentificationProfile.standard(), new Pseudonymizer(new byte[Pseudonymizer.KEY_BYTES]));

  Steps(Tally tally, Path rules) {
    this.tally = tally;
    examiner = new PixelExaminer(PixelPolicy.read(rules));
  }

  /** A step may only end in a word or in a rejection. */
  interface Step {
    String end() throws DicomRejection, IOException;
  }

  void run(String mutant, byte[] file) {
    step("1 header", mutant, () -> header(file));
    if (step("2 whole file", mutant, () -> whole(file))) {
      step("3 write", mutant, () -> written(read(file)));
      step("4 first and last frame", mutant, () -> frames(file));
      if (runs++ % LOOKS == 0) {
        step("5 text in pixels", mutant, () -> pixels(file));
      }
      step("6 de-identify", mutant, () -> deidentified(file));
    }
  }

  private boolean step(String name, String mutant, Step step) {
    tally.begin(name, mutant);
    try {
      tally.end(step.end());
      return true;
    } catch (DicomRejection e) {
      tally.end(e.reason().name());
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      tally.failure(e instanceof Exception ? "exception" : "error", e);
    }
    return false;
  }

  private static DicomObject read(byte[] file) throws DicomRejection {
    return DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
  }

  private static String header(byte[] file) throws DicomRejection {
    DicomReader.readHeader(new ByteArrayInputStream(file));
    return "ok";
  }

  private static String whole(byte[] file) throws DicomRejection {
    read(file);
    return "ok";
  }

  private static String written(DicomObject object) throws DicomRejection, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    object.write(out);
    read(out.toByteArray());
    return "ok";
  }

  private static String frames(byte[] file) throws DicomRejection {
    Frames frames = Frames.of(read(file));
    frames.frame(0);
    frames.frame(frames.count() - 1);
    return "ok";
  }

  private String pixels(byte[] file) throws DicomRejection {
    DicomObject object = read(file);
    PixelVerdict early = examiner.decideByHeader(object.dataset());
    if (early == null) {
      early = examiner.decide(object.dataset(), FrameSource.of(Frames.of(object)));
    }
    return early instanceof PixelVerdict.Quarantine quarantine
        ? "quarantine " + quarantine.concern()
        : early instanceof PixelVerdict.Mask ? "mask" : "clean";
  }

  private String deidentified(byte[] file) throws DicomRejection, IOException {
    Deidentified done = deidentifier.deidentify(read(file));
    if (!done.unresolved().isEmpty()) {
      return "quarantine " + done.unresolved();
    }
    if (!done.residual().scan(done.object()).isEmpty()) {
      return "quarantine residual";
    }
    return written(done.object());
  }
}

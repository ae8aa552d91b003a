package org.medveil.jobs.eraserrelease;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.Concept;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.dp.PrivacyBudget;
import org.medveil.jobs.cohort.EncoderOption;
import org.medveil.jobs.cohort.IdentityOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code eraser-release}. What privacy depends on has no default. */
final class ReleaseOptions {
  /** File name of the eraser in the folder of {@code --out}. */
  private static final String ERASER = "eraser.bin";

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  String warehouse;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the eraser; keep it: it was paid for and cannot be made again.")
  private Path out;

  @Option(
      names = "--epsilon",
      required = true,
      description = "Epsilon of this release, unit patient, add/remove one.")
  private double epsilon;

  @Option(
      names = "--delta",
      required = true,
      description = "Delta of this release; must be below 1/patients.")
  private double delta;

  @Option(
      names = "--expected-patients",
      required = true,
      paramLabel = "N",
      description =
          "A public number, rounded or noisy, never the exact one: what is said of the usefulness"
              + " before anything is spent rests on it.")
  private long expectedPatients;

  @Option(
      names = "--accept-weak",
      description = "Spend although the noise is as large as what is to be found.")
  private boolean acceptWeak;

  @Option(
      names = "--erase",
      defaultValue = "",
      paramLabel = "LIST",
      description = "Concepts, separated by commas: sex, age.")
  private String erase;

  @Option(
      names = "--method",
      defaultValue = "leace",
      paramLabel = "NAME",
      description =
          "How concepts are erased: leace (least change), splince (keeps the covariance with the"
              + " label) (default: ${DEFAULT-VALUE}).")
  private String method;

  @Mixin private IdentityOptions identity;

  @Option(
      names = "--project",
      paramLabel = "D",
      description =
          "Look at the D leading axes of synthetic images' vectors only; erased vectors are zero"
              + " across them. Fewer values need fewer patients (default: all values).")
  private Integer project;

  @Option(
      names = "--radius",
      paramLabel = "R",
      description =
          "Public radius around the synthetic images' mean vector; further images count as if they"
              + " were there (default: that half of the synthetic images are within).")
  private Double radius;

  @Mixin private EncoderOption encoder;

  ReleaseSettings settings() {
    boolean label = identity.keepsLabel();
    ErasurePlan.Method how = ErasurePlan.Method.named(method);
    // Leace does not look at the task, so a release for it alone does not spend noise on labels.
    boolean task = identity.rank() > 0 || how == ErasurePlan.Method.SPLINCE;
    return new ReleaseSettings(
        new ErasurePlan(Concept.list(erase), how, identity.rank(), task && label),
        Optional.ofNullable(project),
        Optional.ofNullable(radius),
        new PrivacyBudget(epsilon, delta),
        expectedPatients,
        acceptWeak,
        encoder.name(),
        encoder.card(),
        out.resolve(ERASER));
  }
}

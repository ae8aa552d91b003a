package org.medveil.jobs.train;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.PrivacyBudget;
import org.medveil.jobs.cohort.EncoderOption;
import org.medveil.jobs.cohort.EraserOption;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code train}. What privacy depends on has no default. */
final class TrainOptions {
  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  String warehouse;

  @Option(
      names = "--site",
      required = true,
      paramLabel = "NAME",
      description = "The site's name in the consortium.")
  private String site;

  @Option(
      names = "--campaign",
      defaultValue = "main",
      paramLabel = "NAME",
      description =
          "Campaign; several may share a warehouse and its budget (default: ${DEFAULT-VALUE}).")
  String campaign;

  @Option(names = "--round", required = true, description = "Round, from 1 to --rounds.")
  int round;

  @Option(
      names = "--epsilon",
      required = true,
      description = "Epsilon of the whole campaign, unit patient, add/remove one.")
  private double epsilon;

  @Option(
      names = "--delta",
      required = true,
      description = "Delta of the whole campaign; must be below 1/patients.")
  private double delta;

  @Option(
      names = "--model",
      defaultValue = "logistic",
      paramLabel = "NAME|FILE",
      description = "logistic, mlp, cnn or a DL4J JSON file (default: ${DEFAULT-VALUE}).")
  private String model;

  @Option(
      names = "--model-seed",
      defaultValue = "1",
      description = "Public seed of the initial parameters (default: ${DEFAULT-VALUE}).")
  private long modelSeed;

  @Mixin private EncoderOption encoder;

  @Mixin private EraserOption eraser;

  @Option(
      names = "--scaling",
      defaultValue = "public-reference",
      paramLabel = "NAME",
      description =
          "Data-independent feature scaling: public-reference, public-whitening, unit-norm, none"
              + " (default: ${DEFAULT-VALUE}).")
  private String scaling;

  @Option(
      names = "--exchange",
      paramLabel = "URI",
      description = "The exchange; needed from round 2.")
  private String exchange;

  @Option(
      names = "--consortium-key",
      paramLabel = "FILE",
      description = "The consortium's public key; needed from round 2.")
  private Path consortiumKey;

  @Option(
      names = "--driver",
      defaultValue = "auto",
      paramLabel = "NAME",
      description =
          "Where steps are computed: auto, job, resident, local (default: ${DEFAULT-VALUE}).")
  private String driver;

  @Option(
      names = "--checkpoint-every",
      defaultValue = "100",
      paramLabel = "STEPS",
      description = "Steps between two checkpoints, 0 for none (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(
      names = "--local-limit",
      defaultValue = "256",
      paramLabel = "MIB",
      description =
          "Decoded vectors up to this size are computed in the driver's JVM by --driver auto"
              + " (default: ${DEFAULT-VALUE}).")
  private int localLimit;

  @Option(
      names = "--micro-batch",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Most images that go through the network at once, 0: as many as fit the caches (default:"
              + " ${DEFAULT-VALUE}). Changes memory and speed, no result.")
  private int microBatch;

  @Mixin private PlanOptions plan;

  TrainSettings settings() {
    try {
      return new TrainSettings(
          warehouse,
          site,
          campaign,
          round,
          new PrivacyBudget(epsilon, delta),
          plan.plan(model, encoder.name()),
          model,
          modelSeed,
          encoder.name(),
          encoder.card(),
          eraser.forRelease(),
          scaling,
          Optional.ofNullable(exchange),
          Optional.ofNullable(consortiumKey),
          new DriverSettings(driver, checkpointEvery, (long) localLimit << 20, microBatch));
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(e.getMessage(), "see train --help");
    }
  }
}

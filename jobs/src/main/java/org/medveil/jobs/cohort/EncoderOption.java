package org.medveil.jobs.cohort;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The encoder whose vectors a verb reads. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      defaultValue = "scattering",
      paramLabel = "NAME",
      description = "Encoder whose vectors are used (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--encoder-card",
      paramLabel = "FILE",
      description = "Card of an encoder that needs one (onnx).")
  private Path card;

  /** As {@code Encoders.named} knows it. */
  public String name() {
    return name;
  }

  /** The card, if one was given. */
  public Optional<Path> card() {
    return Optional.ofNullable(card);
  }
}

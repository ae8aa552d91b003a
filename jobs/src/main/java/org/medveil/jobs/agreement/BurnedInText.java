package org.medveil.jobs.agreement;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.burnedin.PixelPolicy;

/** What happens to images whose pixels may hold text, or show a face. */
public sealed interface BurnedInText extends Serializable {
  /** Black out everything outside the circular field of view; all images. */
  record MaskOutsideFieldOfView() implements BurnedInText {}

  /** Quarantine every image that does not declare BurnedInAnnotation NO. */
  record Reject() implements BurnedInText {}

  /** Look at every image as the site's pixel rules say: let through, mask or quarantine. */
  record Examine(PixelPolicy rules) implements BurnedInText {
    @Override
    public Optional<PixelPolicy> pixelRules() {
      return Optional.of(rules);
    }
  }

  /** Rules by which pixels are looked at; empty when they are not. */
  default Optional<PixelPolicy> pixelRules() {
    return Optional.empty();
  }

  /**
   * As the agreement has it.
   *
   * @param value of {@code burned-in-text}
   * @param rules the file that {@code pixel-rules} names; empty: those shipped
   * @throws Refusal exit 2 for an unknown value, and for rules that cannot be used or have no use
   */
  static BurnedInText of(String value, Optional<Path> rules) {
    if (rules.isPresent() && !value.equals("examine")) {
      throw Refusal.usage(
          "agreement: pixel-rules would have no effect",
          "they go with burned-in-text = \"examine\"; leave them out");
    }
    return switch (value) {
      case "examine" -> new Examine(rules.map(PixelPolicy::read).orElseGet(PixelPolicy::standard));
      case "mask-outside-field-of-view" -> new MaskOutsideFieldOfView();
      case "reject" -> new Reject();
      default ->
          throw Refusal.usage(
              "agreement: unknown burned-in-text rule '" + value + "'",
              "known: examine, mask-outside-field-of-view, reject");
    };
  }
}

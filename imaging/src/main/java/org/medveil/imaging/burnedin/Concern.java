package org.medveil.imaging.burnedin;

import org.medveil.contracts.RejectReason;

/** Why an image is quarantined for what its pixels may show. The texts hold no patient's value. */
public enum Concern {
  /** The object is a document (PDF, CDA, STL ...), which no mask can clean. */
  DOCUMENT("an encapsulated document cannot be cleaned by masks"),
  /** The head of a CT or MR, from which a face can be rebuilt. */
  RECOGNISABLE_HEAD("a head in CT or MR shows a face and is not known to be defaced"),
  /** A CT or MR that may be of a head. */
  UNKNOWN_BODY_PART("a CT or MR does not say which part of the body it shows"),
  /** The header says that text is burned in, and no rule says where. */
  DECLARED("BurnedInAnnotation is YES and no rule says where"),
  /** The policy wants a rule for this kind of image, and none matches. */
  NO_RULE("the policy wants a region rule for this kind of image, and none matches"),
  /** The policy lets no image of this kind through. */
  REFUSED_KIND("the policy lets no image of this kind through"),
  /** Text is still found after masking. */
  RESIDUAL("text is still found after masking"),
  /** Masks would cover more than the policy allows. */
  TOO_MUCH("masks would cover more of the image than the policy allows"),
  /** Frames that differ in shape, or ultrasound regions that make no sense. */
  CONTRADICTION("the header contradicts the frames or its ultrasound regions");

  private final String sentence;

  Concern(String sentence) {
    this.sentence = sentence;
  }

  /** One sentence for an operator. */
  public String sentence() {
    return sentence;
  }

  /** The same in the vocabulary of quarantine. */
  public RejectReason reason() {
    return switch (this) {
      case DOCUMENT -> RejectReason.NOT_CLEANABLE;
      case RECOGNISABLE_HEAD, UNKNOWN_BODY_PART -> RejectReason.RECOGNISABLE_FACE;
      case CONTRADICTION -> RejectReason.MALFORMED;
      default -> RejectReason.BURNED_IN_TEXT;
    };
  }
}

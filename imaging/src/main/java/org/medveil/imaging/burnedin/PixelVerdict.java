package org.medveil.imaging.burnedin;

import java.util.List;

/** What is to be done with the pixels of one object. */
public sealed interface PixelVerdict {
  /** Boxes and their evidence, for reports; empty for an image left alone. */
  List<Finding> findings();

  /**
   * The pixels stay as they are.
   *
   * @param examined the detector looked at every frame and found nothing; false: the policy asked
   *     for no look, and nothing is known
   */
  record Clean(boolean examined) implements PixelVerdict {
    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /**
   * Blank these boxes in every frame. The detector saw the blanked frames and found nothing more
   * ({@code examined}), unless the policy has no detector.
   *
   * @param boxes within the image
   * @param fill one value for each channel
   * @param examined whether the residual pass ran
   * @param findings evidence
   */
  record Mask(List<Box> boxes, List<Integer> fill, boolean examined, List<Finding> findings)
      implements PixelVerdict {
    /** Copies the lists. */
    public Mask {
      boxes = List.copyOf(boxes);
      fill = List.copyOf(fill);
      findings = List.copyOf(findings);
    }
  }

  /** The object must not leave. */
  record Quarantine(Concern concern, List<Finding> findings) implements PixelVerdict {
    /** Copies the list. */
    public Quarantine {
      findings = List.copyOf(findings);
    }

    Quarantine(Concern concern) {
      this(concern, List.of());
    }
  }
}

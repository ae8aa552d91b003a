package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.burnedin.Finding.Evidence;

/** Decides about the pixels of one object after another. Fails closed; has no state. */
public final class PixelExaminer {
  private final PixelPolicy policy;

  /** For one site's policy. */
  public PixelExaminer(PixelPolicy policy) {
    this.policy = policy;
  }

  /**
   * Decides by the header alone where that is enough.
   *
   * @return null when frames must be looked at or measured
   */
  public PixelVerdict decideByHeader(Attributes header) {
    ImageKind kind = ImageKind.of(header);
    if (kind.document()) {
      return new PixelVerdict.Quarantine(Concern.DOCUMENT);
    }
    Heads.View view = policy.headsAreDefaced() ? Heads.View.NOT_A_HEAD : Heads.of(header);
    if (view == Heads.View.HEAD) {
      return new PixelVerdict.Quarantine(Concern.RECOGNISABLE_HEAD);
    }
    if (view == Heads.View.UNKNOWN && !policy.acceptUnknownBodyPart()) {
      return new PixelVerdict.Quarantine(Concern.UNKNOWN_BODY_PART);
    }
    boolean covered = policy.rule(header) != null || hasRegions(header);
    Concern refusal = refusal(kind, covered);
    if (refusal != null) {
      return new PixelVerdict.Quarantine(refusal);
    }
    boolean leftAlone = policy.demand(kind) == Demand.NONE && !kind.declared() && !covered;
    return leftAlone ? new PixelVerdict.Clean(false) : null;
  }

  private Concern refusal(ImageKind kind, boolean covered) {
    Demand demand = policy.demand(kind);
    if (demand == Demand.QUARANTINE) {
      return Concern.REFUSED_KIND;
    }
    if (!covered && kind.declared() && policy.declared().compareTo(Demand.RULE) >= 0) {
      return Concern.DECLARED;
    }
    return !covered && demand == Demand.RULE ? Concern.NO_RULE : null;
  }

  private boolean hasRegions(Attributes header) {
    return policy.keepUltrasoundRegions() && !UltrasoundRegions.of(header).isEmpty();
  }

  /**
   * Decides. Every frame is looked at; the boxes of one are masked in all, and the masked frames
   * are looked at again. With a second reader in the policy, it looks once the detector finds
   * nothing more.
   *
   * @param header the data set, pixel data not needed
   * @param frames decoded
   * @throws DicomRejection when a frame cannot be decoded, or the second reader cannot read it
   * @throws org.medveil.contracts.Refusal exit 2 when this machine lacks the second reader's files
   */
  public PixelVerdict decide(Attributes header, FrameSource frames) throws DicomRejection {
    PixelVerdict early = decideByHeader(header);
    if (early != null) {
      return early;
    }
    try (SecondLook second =
        policy.reader() == null ? null : SecondLook.open(policy.reader(), header)) {
      return decide(header, new Examination(frames, PaletteLuma.of(header), second));
    }
  }

  private PixelVerdict decide(Attributes header, Examination examination) throws DicomRejection {
    List<Finding> known = new ArrayList<>();
    RegionRule rule = policy.rule(header);
    if (rule != null) {
      rule.mask().forEach(box -> known.add(new Finding(-1, box, Evidence.RULE, rule.name())));
    }
    if (hasRegions(header)) {
      List<Box> regions = UltrasoundRegions.of(header);
      if (regions.contains(null)) {
        return new PixelVerdict.Quarantine(Concern.CONTRADICTION);
      }
      for (Box box : examination.outside(regions)) {
        known.add(new Finding(-1, box, Evidence.OUTSIDE_ULTRASOUND_REGIONS, ""));
      }
    }
    // Regions are no reason: what they keep is tissue, and eager eyes read names into speckle.
    boolean eager = policy.eager() || ImageKind.of(header).declared() || rule != null;
    return examination.verdict(known, eager, policy.mostMasked());
  }
}

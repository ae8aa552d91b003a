package org.medveil.imaging.deid;

import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** What the output says about itself (PS3.15 E.1.1 items 6 and 7; PS3.3 C.7.1.1, C.12.1). */
final class Marks {
  private static final int TEMPORAL = 0x00280303;

  private Marks() {}

  static void put(Attributes dataset, Rules rules) {
    DeidentificationProfile profile = rules.profile();
    dataset.setString(Tag.PatientIdentityRemoved, VR.CS, "YES");
    dataset.setString(
        Tag.DeidentificationMethod,
        VR.LO,
        "Medveil, PS3.15 E.1-1 " + ConfidentialityTable.STANDARD.edition(),
        "profile " + profile.name() + " " + profile.sha256().substring(0, 12));
    dataset.newSequence(Tag.DeidentificationMethodCodeSequence, 8);
    if (!profile.isWeakened()) {
      code(dataset, "113100", "Basic Application Confidentiality Profile");
    }
    for (ProfileOption option : profile.options()) {
      if (!option.isOfPixels()) {
        code(dataset, option.code(), option.meaning());
      }
    }
    dataset.setString(TEMPORAL, VR.CS, temporal(profile));
  }

  /** After the caller has cleaned pixels; the codes say what was done, not what was wanted. */
  static void confirm(Attributes dataset, Set<ProfileOption> done) {
    Sequence codes = dataset.getSequence(Tag.DeidentificationMethodCodeSequence);
    for (ProfileOption option : done) {
      if (codes.stream().noneMatch(c -> option.code().equals(c.getString(Tag.CodeValue)))) {
        code(dataset, option.code(), option.meaning());
      }
    }
    if (done.contains(ProfileOption.CLEAN_PIXEL_DATA)) {
      dataset.setString(Tag.BurnedInAnnotation, VR.CS, "NO");
    }
    if (done.contains(ProfileOption.CLEAN_RECOGNIZABLE_VISUAL_FEATURES)) {
      dataset.setString(Tag.RecognizableVisualFeatures, VR.CS, "NO");
    }
  }

  private static String temporal(DeidentificationProfile profile) {
    if (profile.has(ProfileOption.RETAIN_LONGITUDINAL_FULL_DATES)) {
      return "UNMODIFIED";
    }
    return profile.has(ProfileOption.RETAIN_LONGITUDINAL_MODIFIED_DATES) ? "MODIFIED" : "REMOVED";
  }

  private static void code(Attributes dataset, String value, String meaning) {
    Sequence codes = dataset.getSequence(Tag.DeidentificationMethodCodeSequence);
    Attributes item = new Attributes(dataset.bigEndian());
    item.setString(Tag.CodeValue, VR.SH, value);
    item.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
    item.setString(Tag.CodeMeaning, VR.LO, meaning);
    codes.add(item);
  }
}

package org.medveil.imaging.deid;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.Tag;
import org.medveil.imaging.dataset.DicomObject;

/**
 * One object after de-identification of its header.
 *
 * @param object to be written
 * @param counts attributes per action, those inside sequences included
 * @param explained what was done to each attribute; empty unless asked for
 * @param unresolved reasons why the object must not be released; the caller quarantines it
 * @param residual looks for what should be gone, in the bytes as written
 */
public record Deidentified(
    DicomObject object,
    Map<Action, Integer> counts,
    List<Explained> explained,
    Set<Unresolved> unresolved,
    Residual residual) {

  /** Copies. */
  public Deidentified {
    counts = Map.copyOf(counts);
    explained = List.copyOf(explained);
    unresolved = Set.copyOf(unresolved);
  }

  /** The new SOPInstanceUID with {@code .dcm}: the old name may be the patient's. */
  public String fileName() {
    return object.dataset().getString(Tag.SOPInstanceUID) + ".dcm";
  }

  /**
   * Adds the method codes of pixel work that was done and passed its check, and with {@link
   * ProfileOption#CLEAN_PIXEL_DATA} says that no annotation is burned in.
   *
   * @param cleaned the object with its new pixels
   */
  public Deidentified withPixelWork(DicomObject cleaned, Set<ProfileOption> done) {
    Marks.confirm(cleaned.dataset(), done);
    return new Deidentified(cleaned, counts, explained, unresolved, residual);
  }

  @Override
  public String toString() {
    return "Deidentified[" + counts + ", unresolved " + unresolved + "]";
  }
}

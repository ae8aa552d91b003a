package org.medveil.jobs.dicomsource;

import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.dataset.DicomObject;

/**
 * What there is for one row.
 *
 * @param object what was read, or null
 * @param flaw why that is not all, or null
 * @param decoded pixels are those of a frame, not those of the object
 * @param frameIndex of the row's frame, or null
 * @param frame the decoded frame, or null
 */
record Found(
    DicomObject object,
    DicomRejection flaw,
    boolean decoded,
    Integer frameIndex,
    DecodedFrame frame) {

  static final Found NOTHING = new Found(null, null, false, null, null);

  /** As read, in one row. */
  static Found of(DicomObject object, DicomRejection flaw) {
    return new Found(object, flaw, false, null, null);
  }

  /** The file where its frames cannot be had. */
  Found without(DicomRejection reason) {
    return new Found(object, reason, true, null, null);
  }

  /** One of its frames. */
  Found with(int index, DecodedFrame samples) {
    return new Found(object, flaw, true, index, samples);
  }

  /** One of its frames, which cannot be decoded. */
  Found without(int index, DicomRejection reason) {
    return new Found(object, reason, true, index, null);
  }
}

package org.medveil.imaging.codec;

import java.util.Locale;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.util.ByteUtils;

/**
 * The image pixel module as the header has it (PS3.3 C.7.6.3): unchecked, null where absent.
 *
 * @param photometric (0028,0004)
 * @param samples (0028,0002)
 * @param rows (0028,0010)
 * @param columns (0028,0011)
 * @param allocated (0028,0100)
 * @param stored (0028,0101)
 * @param highBit (0028,0102)
 * @param representation (0028,0103), 1 for two's complement
 * @param planar (0028,0006), 1 for colour by plane
 */
public record PixelModule(
    String photometric,
    Integer samples,
    Integer rows,
    Integer columns,
    Integer allocated,
    Integer stored,
    Integer highBit,
    Integer representation,
    Integer planar) {

  /** As a data set has it. */
  public static PixelModule of(Attributes dataset) {
    String code = dataset.getString(Tag.PhotometricInterpretation);
    return new PixelModule(
        code == null ? null : code.strip().toUpperCase(Locale.ROOT),
        number(dataset, Tag.SamplesPerPixel),
        number(dataset, Tag.Rows),
        number(dataset, Tag.Columns),
        number(dataset, Tag.BitsAllocated),
        number(dataset, Tag.BitsStored),
        number(dataset, Tag.HighBit),
        number(dataset, Tag.PixelRepresentation),
        number(dataset, Tag.PlanarConfiguration));
  }

  private static Integer number(Attributes dataset, int tag) {
    // Unsigned words, whatever VR a file gives them.
    return dataset.getValue(tag) instanceof byte[] raw && raw.length >= 2
        ? ByteUtils.bytesToUShort(raw, 0, dataset.bigEndian())
        : null;
  }
}

package org.medveil.imaging.codec;

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
    Integer planar) {}

package org.medveil.imaging.codec;

/**
 * One precinct of one resolution of one component: the blocks that share a packet.
 *
 * @param component index
 * @param resolution 0 for LL
 * @param index in raster order within the resolution
 * @param x where it begins on the reference grid, not left of the tile
 * @param y likewise
 * @param parts its share of each subband
 */
record J2kPrecinct(int component, int resolution, int index, long x, long y, Part[] parts) {
  /** The blocks of one subband, in raster order. */
  static final class Part {
    final J2kBand band;
    final int across;
    final J2kBlock[] blocks;
    final TagTree inclusion;
    final TagTree zeroPlanes;

    Part(J2kBand band, int across, J2kBlock[] blocks) {
      this.band = band;
      this.across = across;
      this.blocks = blocks;
      int down = across == 0 ? 0 : blocks.length / across;
      inclusion = new TagTree(across, down);
      zeroPlanes = new TagTree(across, down);
    }
  }
}

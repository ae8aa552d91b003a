package org.medveil.imaging.codec;

import java.util.Arrays;
import org.medveil.imaging.Rejected;

/**
 * High-throughput code-blocks (ISO 15444-15): one set of a cleanup pass and at most two passes that
 * refine it. The second segment of a block has both of these.
 */
final class HtBlockDecoder implements J2kBlockDecoder {
  private final HtCleanup cleanup = new HtCleanup();
  private final HtRefinement refinement = new HtRefinement();
  private int[] samples = new int[0];

  @Override
  public int[] decode(J2kBlock block, J2kBand band, J2kCoding coding) throws Rejected {
    // The first segment's passes before the cleanup pass are empty ones, three for a bit-plane.
    int skipped = block.zeroPlanes + block.segmentPasses(0) / 3;
    int lowest = band.planes() - 1 - skipped;
    if (lowest < 0) {
      throw Rejected.decode("a code-block with more empty bit-planes than there are");
    }
    int size = block.width * block.height;
    if (samples.length < size) {
      samples = new int[size];
    } else {
      Arrays.fill(samples, 0, size, 0);
    }
    cleanup.decode(block, samples, lowest, skipped);
    // Below the lowest bit-plane there is nothing to refine.
    if (block.segments > 1 && lowest > 0) {
      int half = 1 << lowest - 1;
      boolean both = block.segmentPasses(1) > 1;
      boolean causal = coding.has(J2kCoding.CAUSAL);
      refinement.decode(block, samples, new HtRefinement.Passes(half, causal, both));
    }
    return samples;
  }
}

package org.medveil.imaging.codec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** Hands the packets of a tile to the blocks they are for (ISO 15444-1 B.9, B.10 and B.12). */
final class J2kPackets {
  private static final int SOP = 0x91;
  private static final int EPH = 0x92;
  private static final Comparator<J2kPrecinct> BY_PLACE =
      Comparator.comparingLong(J2kPrecinct::y).thenComparingLong(J2kPrecinct::x);

  private final J2kTileParameters parameters;
  private final byte[] data;
  private int at;

  J2kPackets(J2kTileParameters parameters, byte[] data) {
    this.parameters = parameters;
    this.data = data;
  }

  void read(J2kComponent[] components) throws Rejected {
    List<J2kPrecinct> all = new ArrayList<>();
    for (J2kComponent component : components) {
      all.addAll(component.precincts);
    }
    Comparator<J2kPrecinct> byResolution = Comparator.comparingInt(J2kPrecinct::resolution);
    Comparator<J2kPrecinct> byComponent = Comparator.comparingInt(J2kPrecinct::component);
    Comparator<J2kPrecinct> order =
        switch (parameters.progression()) {
          case 0, 1 -> byResolution.thenComparing(byComponent);
          case 2 -> byResolution.thenComparing(BY_PLACE).thenComparing(byComponent);
          case 3 -> BY_PLACE.thenComparing(byComponent).thenComparing(byResolution);
          default -> byComponent.thenComparing(BY_PLACE).thenComparing(byResolution);
        };
    all.sort(order.thenComparingInt(J2kPrecinct::index));
    int layers = parameters.layers();
    if (parameters.progression() == 0) {
      for (int layer = 0; layer < layers; layer++) {
        for (J2kPrecinct precinct : all) {
          packet(precinct, layer, components);
        }
      }
    } else if (parameters.progression() == 1) {
      for (int from = 0, to; from < all.size(); from = to) {
        int resolution = all.get(from).resolution();
        to = from;
        while (to < all.size() && all.get(to).resolution() == resolution) {
          to++;
        }
        for (int layer = 0; layer < layers; layer++) {
          for (J2kPrecinct precinct : all.subList(from, to)) {
            packet(precinct, layer, components);
          }
        }
      }
    } else {
      for (J2kPrecinct precinct : all) {
        for (int layer = 0; layer < layers; layer++) {
          packet(precinct, layer, components);
        }
      }
    }
  }

  private boolean marker(int low) {
    return at + 1 < data.length && data[at] == (byte) 0xff && (data[at + 1] & 0xff) == low;
  }

  private record Chunk(J2kBlock block, int segment, int length) {}

  private void packet(J2kPrecinct precinct, int layer, J2kComponent[] components) throws Rejected {
    if (marker(SOP)) {
      at += 6;
    }
    J2kBits bits = new J2kBits(data, at, data.length);
    List<Chunk> chunks = new ArrayList<>();
    if (bits.bit() == 1) {
      J2kCoding coding = components[precinct.component()].coding;
      for (J2kPrecinct.Part part : precinct.parts()) {
        for (int i = 0; i < part.blocks.length; i++) {
          if (isIncluded(bits, part, i, layer)) {
            lengths(bits, part.blocks[i], coding, chunks);
          }
        }
      }
    }
    at = bits.align();
    if (bits.isBeyondEnd() || at > data.length) {
      throw missing();
    }
    if (marker(EPH)) {
      at += 2;
    }
    for (Chunk chunk : chunks) {
      if (chunk.length > data.length - at) {
        throw missing();
      }
      chunk.block.append(data, at, chunk.length, chunk.segment);
      at += chunk.length;
    }
  }

  private static Rejected missing() {
    return Rejected.decode("the JPEG 2000 image lacks part of its data");
  }

  private static boolean isIncluded(J2kBits bits, J2kPrecinct.Part part, int i, int layer)
      throws Rejected {
    J2kBlock block = part.blocks[i];
    if (block.included) {
      return bits.bit() == 1;
    }
    int x = i % part.across;
    int y = i / part.across;
    if (!part.inclusion.below(bits, x, y, layer + 1)) {
      return false;
    }
    block.included = true;
    while (!part.zeroPlanes.below(bits, x, y, block.zeroPlanes + 1)) {
      if (++block.zeroPlanes > part.band.planes()) {
        throw Rejected.decode("a code-block with more empty bit-planes than there are");
      }
    }
    return true;
  }

  private static void lengths(J2kBits bits, J2kBlock block, J2kCoding coding, List<Chunk> chunks)
      throws Rejected {
    int passes = passes(bits);
    while (bits.bit() == 1) {
      block.lengthBits++;
    }
    while (passes > 0) {
      int count = block.room(coding, passes);
      if (count < 1) {
        throw new Rejected(
            RejectReason.UNSUPPORTED_TRANSFER_SYNTAX,
            "a code-block of several high-throughput sets");
      }
      int size = block.lengthBits + 31 - Integer.numberOfLeadingZeros(count);
      if (size > 31) {
        throw Rejected.decode("a code-block longer than the image");
      }
      block.announce(count);
      int length = bits.take(size);
      if (length == 0 && block.segments == 1 && coding.has(J2kCoding.HIGH_THROUGHPUT)) {
        throw new Rejected(
            RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "high-throughput sets that come empty");
      }
      chunks.add(new Chunk(block, block.segments - 1, length));
      passes -= count;
    }
  }

  /** Table B.4. */
  private static int passes(J2kBits bits) {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int few = bits.take(2);
    if (few < 3) {
      return 3 + few;
    }
    int more = bits.take(5);
    return more < 31 ? 6 + more : 37 + bits.take(7);
  }
}

package org.medveil.imaging.codec;

import java.util.Arrays;

/** One code-block: where it is, and what the packets brought for it. */
final class J2kBlock {
  private static final int UNLIMITED = 109;

  /** Passes of a high-throughput set: a cleanup pass and two that refine it. */
  private static final int SET = 3;

  final int x;
  final int y;
  final int width;
  final int height;
  boolean included;
  int zeroPlanes;
  int lengthBits = 3;
  int passes;
  private byte[] data = new byte[0];
  private int length;

  /** Passes and end of each codeword segment. */
  private int[] segmentPasses = new int[1];

  private int[] segmentEnds = new int[1];
  int segments;

  /** Passes of a first high-throughput segment: empty ones, by sets, and the cleanup pass. */
  private int cleanup;

  J2kBlock(int x, int y, int width, int height) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }

  /**
   * Passes the segment with this number may have (ISO 15444-1 D.4.2, D.6; ISO 15444-15 annex B).
   *
   * @return 0 where there can be no such segment
   */
  private int capacity(J2kCoding coding, int segment) {
    if (coding.has(J2kCoding.HIGH_THROUGHPUT)) {
      return segment == 0 ? cleanup : segment == 1 ? SET - 1 : 0;
    }
    if (coding.has(J2kCoding.TERMINATE)) {
      return 1;
    }
    if (coding.has(J2kCoding.BYPASS)) {
      return segment == 0 ? 10 : segment % 2 == 1 ? 2 : 1;
    }
    return UNLIMITED;
  }

  /** How many of the passes to come go into the current segment; opens it when there is none. */
  int room(J2kCoding coding, int wanted) {
    if (segments == 0) {
      cleanup = (wanted - 1) / SET * SET + 1;
    }
    if (segments == 0 || segmentPasses[segments - 1] >= capacity(coding, segments - 1)) {
      if (segments == segmentPasses.length) {
        segmentPasses = Arrays.copyOf(segmentPasses, 2 * segments);
        segmentEnds = Arrays.copyOf(segmentEnds, 2 * segments);
      }
      segmentPasses[segments] = 0;
      segmentEnds[segments] = length;
      segments++;
    }
    return Math.min(wanted, capacity(coding, segments - 1) - segmentPasses[segments - 1]);
  }

  /** Passes announced for a segment. */
  void announce(int count) {
    segmentPasses[segments - 1] += count;
    passes += count;
  }

  /** Bytes for the segment with this index, which is the last one with bytes. */
  void append(byte[] from, int at, int count, int segment) {
    if (length + count > data.length) {
      data = Arrays.copyOf(data, Math.max(length + count, Math.min(2 * data.length, 1 << 20)));
    }
    System.arraycopy(from, at, data, length, count);
    length += count;
    for (int s = segment; s < segments; s++) {
      segmentEnds[s] = length;
    }
  }

  byte[] data() {
    return data;
  }

  int segmentPasses(int segment) {
    return segmentPasses[segment];
  }

  int segmentStart(int segment) {
    return segment == 0 ? 0 : segmentEnds[segment - 1];
  }

  int segmentEnd(int segment) {
    return segmentEnds[segment];
  }
}

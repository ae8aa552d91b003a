package org.medveil.imaging.dataset;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.dcm4che3.data.VR;

/**
 * What one data set or item looked like in the file, element by element. The library's attributes
 * forget it: they decode texts in place, do not know every VR, and have one way to write lengths.
 */
final class Level {
  private int size;
  private int[] tags = new int[16];
  private int[] codes = new int[16];
  private VR[] vrs = new VR[16];
  private Object[] values = new Object[16];
  private final boolean bigEndian;
  private boolean ascending = true;
  private boolean undefinedLength = true;

  /**
   * @param bigEndian order of the bytes in the file
   */
  Level(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  boolean isBigEndian() {
    return bigEndian;
  }

  /**
   * @param code the VR in the file; UN where the syntax has none and the tag is unknown
   * @param vr the VR under which the attributes hold it
   * @param value byte[], or one of the forms of a sequence
   */
  void add(int tag, int code, VR vr, Object value) {
    if (size == tags.length) {
      tags = Arrays.copyOf(tags, 2 * size);
      codes = Arrays.copyOf(codes, 2 * size);
      vrs = Arrays.copyOf(vrs, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    ascending &= size == 0 || Integer.compareUnsigned(tags[size - 1], tag) < 0;
    tags[size] = tag;
    codes[size] = code;
    vrs[size] = vr;
    values[size] = value;
    size++;
  }

  /** In the order of tags, the last of equal ones only; insertion sort would be quadratic. */
  void sort() {
    if (ascending) {
      return;
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> tags[i] ^ Integer.MIN_VALUE)
                    .thenComparing(i -> i))
            .mapToInt(i -> i)
            .toArray();
    Level sorted = new Level(bigEndian);
    for (int i = 0; i < order.length; i++) {
      int from = order[i];
      if (i + 1 == order.length || tags[order[i + 1]] != tags[from]) {
        sorted.add(tags[from], codes[from], vrs[from], values[from]);
      }
    }
    size = sorted.size;
    tags = sorted.tags;
    codes = sorted.codes;
    vrs = sorted.vrs;
    values = sorted.values;
    ascending = true;
  }

  void definedLength() {
    undefinedLength = false;
  }

  boolean isUndefinedLength() {
    return undefinedLength;
  }

  int size() {
    return size;
  }

  int tag(int index) {
    return tags[index];
  }

  int code(int index) {
    return codes[index];
  }

  VR vr(int index) {
    return vrs[index];
  }

  Object value(int index) {
    return values[index];
  }

  /** Negative when the element was not in the file. */
  int indexOf(int tag) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int order = Integer.compareUnsigned(tags[middle], tag);
      if (order == 0) {
        return middle;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}

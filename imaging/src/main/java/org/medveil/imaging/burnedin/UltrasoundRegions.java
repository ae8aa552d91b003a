package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;

/**
 * The regions of an ultrasound image (PS3.3 C.8.5.5): what lies outside them is the machine's own
 * screen, where names stand.
 */
final class UltrasoundRegions {
  private UltrasoundRegions() {}

  /** The regions; empty when the header has none. A region that makes no sense is null. */
  static List<Box> of(Attributes header) {
    List<Box> regions = new ArrayList<>();
    Sequence items = header.getSequence(Tag.SequenceOfUltrasoundRegions);
    for (int i = 0; items != null && i < items.size(); i++) {
      regions.add(region(items.get(i)));
    }
    return regions;
  }

  private static Box region(Attributes item) {
    try {
      int left = item.getInt(Tag.RegionLocationMinX0, -1);
      int top = item.getInt(Tag.RegionLocationMinY0, -1);
      int right = item.getInt(Tag.RegionLocationMaxX1, -1);
      int bottom = item.getInt(Tag.RegionLocationMaxY1, -1);
      return left < 0 || top < 0 || right <= left || bottom <= top
          ? null
          : Box.ofEdges(left, top, right + 1, bottom + 1);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Boxes that cover all of the image but the regions. */
  static List<Box> outside(List<Box> regions, int width, int height) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, height));
    for (Box region : regions) {
      cuts.add(Math.min(height, region.y()));
      cuts.add(Math.min(height, region.bottom()));
    }
    List<Box> outside = new ArrayList<>();
    int top = 0;
    for (int bottom : cuts) {
      if (bottom > top) {
        addBand(outside, regions, new Box(0, top, width, bottom - top));
        top = bottom;
      }
    }
    return outside;
  }

  private static void addBand(List<Box> outside, List<Box> regions, Box band) {
    int left = 0;
    List<Box> across =
        regions.stream()
            .filter(r -> r.y() <= band.y() && r.bottom() >= band.bottom())
            .sorted((a, b) -> Integer.compare(a.x(), b.x()))
            .toList();
    for (Box region : across) {
      if (Math.min(region.x(), band.right()) > left) {
        outside.add(Box.ofEdges(left, band.y(), Math.min(region.x(), band.right()), band.bottom()));
      }
      left = Math.max(left, region.right());
    }
    if (left < band.right()) {
      outside.add(Box.ofEdges(left, band.y(), band.right(), band.bottom()));
    }
  }
}

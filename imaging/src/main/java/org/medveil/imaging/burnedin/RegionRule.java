package org.medveil.imaging.burnedin;

import java.io.Serializable;
import java.util.List;

/**
 * What is burned into the images of one kind of device.
 *
 * @param name for reports
 * @param when it applies
 * @param mask boxes to blank; empty states that such images carry no text
 */
record RegionRule(String name, Condition when, List<Box> mask) implements Serializable {
  RegionRule {
    mask = List.copyOf(mask);
  }
}

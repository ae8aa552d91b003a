package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Types 1 and 2 of the modules that every composite IOD has, and of the common image modules (PS3.3
 * C.7, C.8, C.12). Written down from the standard by hand; sequences are judged as a whole.
 */
final class RequiredAttributes {
  /** Patient, General Study, General Series, General Equipment, SOP Common. */
  private static final int[] ALWAYS_TYPE_1 = {
    0x00080016, 0x00080018, 0x00080060, 0x0020000D, 0x0020000E
  };

  private static final int[] ALWAYS_TYPE_2 = {
    0x00100010,
    0x00100020,
    0x00100030,
    0x00100040,
    0x00080020,
    0x00080030,
    0x00080050,
    0x00080090,
    0x00200010,
    0x00200011,
    0x00080070
  };

  /** Image Pixel, and General Image. */
  private static final int[] IMAGE_TYPE_1 = {
    0x00280002, 0x00280004, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103
  };

  private static final int[] IMAGE_TYPE_2 = {0x00200013};

  /** Image Plane and Frame of Reference, with CT, MR and PET. */
  private static final int[] PLANE_TYPE_1 = {
    0x00080008, 0x00200032, 0x00200037, 0x00200052, 0x00280030
  };

  private static final int[] PLANE_TYPE_2 = {0x00180050, 0x00201040};

  private RequiredAttributes() {}

  /** An attribute and its type, 1 or 2. */
  record Rule(int tag, int type) {}

  static List<Rule> of(String sopClass) {
    List<Rule> rules = new ArrayList<>();
    add(rules, 1, ALWAYS_TYPE_1);
    add(rules, 2, ALWAYS_TYPE_2);
    if (isImage(sopClass)) {
      add(rules, 1, IMAGE_TYPE_1);
      add(rules, 2, IMAGE_TYPE_2);
    }
    switch (sopClass) {
      case "1.2.840.10008.5.1.4.1.1.2" -> { // CT: kVp is type 2, rescale type 1
        planar(rules);
        add(rules, 1, new int[] {0x00281052, 0x00281053});
        add(rules, 2, new int[] {0x00180060, 0x00200012});
      }
      case "1.2.840.10008.5.1.4.1.1.4" -> { // MR
        planar(rules);
        add(rules, 1, new int[] {0x00180020, 0x00180021});
        add(rules, 2, new int[] {0x00180022, 0x00180023, 0x00180081, 0x00180091});
      }
      case "1.2.840.10008.5.1.4.1.1.128" -> { // PET
        planar(rules);
        add(rules, 1, new int[] {0x00541000, 0x00541001, 0x00541101, 0x00541102, 0x00541300});
      }
      case "1.2.840.10008.5.1.4.1.1.1" -> // CR
          add(rules, 2, new int[] {0x00180015, 0x00185101});
      case "1.2.840.10008.5.1.4.1.1.7" -> // Secondary Capture
          add(rules, 1, new int[] {0x00080064});
      case "1.2.840.10008.5.1.4.1.1.77.1.5.1" -> // Ophthalmic Photography 8 Bit
          add(rules, 1, new int[] {0x00080008, 0x00200013, 0x00280301});
      default -> {
        // The general modules are all that is judged.
      }
    }
    return rules;
  }

  private static void planar(List<Rule> rules) {
    add(rules, 1, PLANE_TYPE_1);
    add(rules, 2, PLANE_TYPE_2);
  }

  /** Image storage classes; documents, plans, structure sets, waveforms have no Image Pixel. */
  private static boolean isImage(String sopClass) {
    String root = "1.2.840.10008.5.1.4.1.1.";
    return sopClass.startsWith(root)
        && List.of("1", "2", "3", "4", "6", "7", "12", "20", "77", "128", "481.1", "481.2").stream()
            .anyMatch(
                family ->
                    sopClass.equals(root + family) || sopClass.startsWith(root + family + "."));
  }

  private static void add(List<Rule> rules, int type, int[] tags) {
    IntStream.of(tags).forEach(tag -> rules.add(new Rule(tag, type)));
  }
}

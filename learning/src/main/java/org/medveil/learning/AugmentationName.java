package org.medveil.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/** How an {@link Augmentation} is written: {@code flip+shift2+rotate10}. */
final class AugmentationName {
  private static final Pattern WORD =
      Pattern.compile("(?<flip>flip)|(shift|rotate)([0-9]{1,4}(?:\\.[0-9]{1,3})?)");

  private AugmentationName() {}

  static Augmentation parse(String name, int copies) {
    boolean flip = false;
    double shift = 0;
    double rotation = 0;
    List<String> seen = new ArrayList<>();
    for (String word : name.equals("none") ? new String[0] : name.split("\\+", -1)) {
      Matcher parts = WORD.matcher(word);
      if (!parts.matches()) {
        throw refused(word);
      }
      String kind = parts.group("flip") == null ? parts.group(2) : "flip";
      if (seen.contains(kind)) {
        throw refused(word);
      }
      seen.add(kind);
      flip |= kind.equals("flip");
      shift = kind.equals("shift") ? Double.parseDouble(parts.group(3)) : shift;
      rotation = kind.equals("rotate") ? Double.parseDouble(parts.group(3)) : rotation;
    }
    return new Augmentation(copies, flip, shift, rotation);
  }

  static String of(Augmentation augmentation) {
    List<String> words = new ArrayList<>();
    if (augmentation.flip()) {
      words.add("flip");
    }
    if (augmentation.shift() > 0) {
      words.add("shift" + number(augmentation.shift()));
    }
    if (augmentation.rotation() > 0) {
      words.add("rotate" + number(augmentation.rotation()));
    }
    return words.isEmpty() ? "none" : String.join("+", words);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static Refusal refused(String word) {
    return Refusal.usage(
        "there is no augmentation '" + word + "', or it is there twice",
        "words joined by +: flip, shiftN (pixels), rotateN (degrees); or none");
  }
}

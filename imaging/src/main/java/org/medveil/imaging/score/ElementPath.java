package org.medveil.imaging.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;

/**
 * The way to one element: {@code (0010,0010)}, {@code (0040,0275)[0](0032,1060)} in the first item
 * of a sequence, {@code (0019,"SIEMENS MR HEADER",0c)} with the private creator in place of its
 * block, since blocks may be moved (PS3.5 §7.8.1).
 */
public final class ElementPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\(([0-9a-f]{4}),(?:([0-9a-f]{4})|\"([^\"]{1,64})\",([0-9a-f]{2}))\\)(?:\\[(\\d{1,6})])?");

  private final List<Step> steps;

  private record Step(int group, int element, String creator, int item) {}

  private ElementPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads the form above.
   *
   * @throws IllegalArgumentException when it is another
   */
  public static ElementPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (step.lookingAt()) {
      String element = step.group(3) == null ? step.group(2) : step.group(4);
      steps.add(
          new Step(
              Integer.parseInt(step.group(1), 16),
              Integer.parseInt(element, 16),
              step.group(3),
              step.group(5) == null ? -1 : Integer.parseInt(step.group(5))));
      end = step.end();
      step.region(end, text.length());
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).item() < 0 != (i == steps.size() - 1)) {
        throw new IllegalArgumentException("items belong to all steps but the last");
      }
    }
    if (steps.isEmpty() || end != text.length()) {
      throw new IllegalArgumentException("not a path of elements");
    }
    return new ElementPath(steps);
  }

  /** One step of a standard element: {@code (gggg,eeee)}. */
  public static String step(int tag) {
    return String.format("(%04x,%04x)", tag >>> 16, tag & 0xffff);
  }

  /** One step of a private element: {@code (gggg,"creator",ee)}; the tag's block is ignored. */
  public static String step(int tag, String creator) {
    return String.format("(%04x,\"%s\",%02x)", tag >>> 16, creator, tag & 0xff);
  }

  /** The element at the end of this way, or empty when it, an item or a creator is missing. */
  public Optional<Found> find(Attributes root) {
    Attributes here = root;
    for (Step step : steps) {
      Optional<Integer> tag = tag(here, step);
      if (tag.isEmpty() || !here.contains(tag.get())) {
        return Optional.empty();
      }
      if (step.item() < 0) {
        return Optional.of(new Found(here, tag.get()));
      }
      if (!(here.getValue(tag.get()) instanceof Sequence items) || items.size() <= step.item()) {
        return Optional.empty();
      }
      here = items.get(step.item());
    }
    throw new IllegalStateException("the last step has no item");
  }

  private static Optional<Integer> tag(Attributes here, Step step) {
    if (step.creator() == null) {
      return Optional.of(step.group() << 16 | step.element());
    }
    for (int block = 0x10; block <= 0xff; block++) {
      int creatorTag = step.group() << 16 | block;
      if (here.contains(creatorTag)
          && String.join("\\", new Found(here, creatorTag).texts())
              .strip()
              .equals(step.creator())) {
        return Optional.of(step.group() << 16 | block << 8 | step.element());
      }
    }
    return Optional.empty();
  }
}

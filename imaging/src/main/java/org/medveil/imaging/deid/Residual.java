package org.medveil.imaging.deid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.medveil.imaging.dataset.DicomObject;

/**
 * The last look: the bytes of an output against what identified the original, wherever in the file
 * and in whichever of ASCII, the file's character set, UTF-8 and UTF-16. Any hit is a reason to
 * quarantine. What is too short to tell from chance is not looked for: parts of names under 4
 * letters, IDs under 5 letters and digits or under 6 digits; from the pixel data on, under 6
 * letters or 8 digits.
 */
public final class Residual {
  /** What kind of string was found; never which. */
  public enum Kind {
    NAME_OR_ID,
    DATE,
    UID
  }

  /**
   * One find.
   *
   * @param offset in the bytes scanned, from 0
   */
  public record Hit(Kind kind, int offset) {}

  private static final int SHORTEST_NAME = 4;
  private static final int SHORTEST_ID = 5;
  private static final int SHORTEST_NUMBER = 6;
  private static final String DUMMY_DATE = "19000101";

  private final Identity identity;
  private final DateShift shift;
  private final Attributes charset;

  /**
   * @param charset a data set in the character set of the file
   */
  Residual(Identity identity, DateShift shift, Attributes charset) {
    this.identity = identity;
    this.shift = shift;
    this.charset = charset;
  }

  /** Finds in a written file; empty when there is none. A deflated data set must be inflated. */
  public List<Hit> scan(byte[] file) {
    return needles().find(file);
  }

  /** Finds in what would be written. */
  public List<Hit> scan(DicomObject object) {
    boolean deflated = UID.DeflatedExplicitVRLittleEndian.equals(object.transferSyntax());
    DicomObject plain = deflated ? object.withTransferSyntax(UID.ExplicitVRLittleEndian) : object;
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
    try {
      plain.write(out);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
    return scan(out.toByteArray());
  }

  private Needles needles() {
    Needles needles = new Needles();
    for (String spelt : identity.spelt()) {
      if (isTelling(spelt)) {
        boolean inside = Folded.squeezed(spelt).length() >= Identity.NAME_INSIDE;
        for (byte[] form : forms(spelt, charset)) {
          needles.add(new Needle(Kind.NAME_OR_ID, form, inside));
        }
      }
    }
    Set<String> moved = new HashSet<>(Set.of(DUMMY_DATE));
    for (LocalDate date : identity.dates()) {
      moved.add(String.valueOf(shift.shift(DateShift.compact(date))));
    }
    for (LocalDate date : identity.dates()) {
      String compact = DateShift.compact(date);
      if (!moved.contains(compact)) {
        needles.add(new Needle(Kind.DATE, ascii(compact), false));
      }
    }
    for (String uid : identity.uids()) {
      needles.addUid(uid);
    }
    return needles;
  }

  private static boolean isTelling(String spelt) {
    String only = Folded.squeezed(spelt);
    boolean number = only.chars().allMatch(Character::isDigit);
    boolean mixed = only.chars().anyMatch(Character::isDigit);
    int shortest = number ? SHORTEST_NUMBER : mixed ? SHORTEST_ID : SHORTEST_NAME;
    boolean foreign = spelt.chars().anyMatch(c -> c > 0x24f && Character.isLetter(c));
    return only.length() >= shortest || foreign && only.length() > 1;
  }

  /** The scan itself ignores the case of ASCII letters, and of no others. */
  private static List<byte[]> forms(String text, Attributes dataset) {
    List<byte[]> forms = new ArrayList<>();
    boolean plain = text.chars().allMatch(c -> c < 0x80);
    Set<String> cases = new LinkedHashSet<>(List.of(text));
    if (!plain) {
      cases.add(text.toLowerCase(Locale.ROOT));
      cases.add(text.toUpperCase(Locale.ROOT));
      cases.add(Folded.of(text));
    }
    for (String one : cases) {
      forms.add(one.getBytes(StandardCharsets.UTF_8));
      forms.add(one.getBytes(StandardCharsets.UTF_16LE));
      forms.add(one.getBytes(StandardCharsets.UTF_16BE));
      if (!plain) {
        forms.add(Texts.encode(dataset, one));
      }
    }
    return forms;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "Residual[withheld]";
  }
}

package org.medveil.imaging.plant;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;
import org.medveil.imaging.score.ElementPath;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Scope;

/** One data set or item being filled in: what is set, and what is therefore required. */
final class Sheet {
  private final Attributes attributes;
  private final String prefix;
  private final List<Row> rows;

  /** A requirement before it has its file. */
  record Row(
      Scope scope, String path, String value, Action action, String text, Category category) {
    Requirement of(int number, String file) {
      return new Requirement(number, file, scope, path, value, action, text, category);
    }
  }

  Sheet(Attributes attributes) {
    this(attributes, "", new ArrayList<>());
  }

  private Sheet(Attributes attributes, String prefix, List<Row> rows) {
    this.attributes = attributes;
    this.prefix = prefix;
    this.rows = rows;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  Attributes attributes() {
    return attributes;
  }

  /** The only item of a new sequence, which replaces an old one. */
  Sheet item(int sequence) {
    attributes.remove(sequence);
    Sequence items = attributes.newSequence(sequence, 1);
    Attributes item = new Attributes(attributes.bigEndian());
    items.add(item);
    return new Sheet(item, prefix + ElementPath.step(sequence) + "[0]", rows);
  }

  /** The only item of a new private sequence. */
  Sheet item(String creator, int sequence) {
    attributes.remove(creator, sequence);
    Sequence items = attributes.newSequence(creator, sequence, 1);
    Attributes item = new Attributes(attributes.bigEndian());
    items.add(item);
    return new Sheet(item, prefix + ElementPath.step(sequence, creator) + "[0]", rows);
  }

  /** Sets an identifier; each of the words must go. */
  void identifier(int tag, VR vr, String value, Category category, List<String> words) {
    attributes.setString(tag, vr, value);
    Scope scope = prefix.isEmpty() ? Scope.HEADER : Scope.NESTED;
    for (String word : words) {
      add(scope, tag, new Row(scope, "", value, Action.TEXT_REMOVED, word, category));
    }
  }

  /** Sets an identifier that must go as a whole. */
  void identifier(int tag, VR vr, String value, Category category) {
    identifier(tag, vr, value, category, List.of(value));
  }

  /** Sets running text: the identifying words must go, the medical ones must stay. */
  void text(int tag, VR vr, Wording wording) {
    attributes.setString(tag, vr, wording.text());
    for (String word : wording.identifying()) {
      add(
          Scope.FREE_TEXT,
          tag,
          new Row(Scope.FREE_TEXT, "", wording.text(), Action.TEXT_REMOVED, word, Category.HIPAA));
    }
    for (String word : wording.medical()) {
      add(
          Scope.FREE_TEXT,
          tag,
          new Row(Scope.FREE_TEXT, "", wording.text(), Action.TEXT_RETAINED, word, Category.TCIA));
    }
  }

  /** Sets a value that must stay as it is. */
  void kept(int tag, VR vr, String value, Category category) {
    attributes.setString(tag, vr, value);
    kept(tag, category);
  }

  /** What the file says here already must stay. */
  void kept(int tag, Category category) {
    String[] values = attributes.getStrings(tag);
    String value = values == null ? "" : String.join("\\", values);
    require(tag, value, Action.TEXT_RETAINED, value, category);
  }

  /** Requires something of a standard attribute. */
  void require(int tag, String value, Action action, String text, Category category) {
    Scope scope =
        switch (action) {
          case DATE_SHIFTED -> Scope.DATE;
          case UID_CHANGED, UID_CONSISTENT -> Scope.UID;
          default -> prefix.isEmpty() ? Scope.HEADER : Scope.NESTED;
        };
    add(scope, tag, new Row(scope, "", value, action, text, category));
  }

  /** Type 2: the attribute must be there, empty or not (PS3.5 §7.4.3). */
  void type2(int tag) {
    require(tag, "", Action.TAG_RETAINED, "", Category.DICOM);
  }

  /** Type 1: the attribute must have a value (PS3.5 §7.4.1). */
  void type1(int tag) {
    require(tag, "", Action.TEXT_NOTNULL, "", Category.DICOM);
  }

  void date(int tag, VR vr, String value) {
    attributes.setString(tag, vr, value);
    require(tag, value, Action.DATE_SHIFTED, "", Category.HIPAA);
  }

  /** Sets a UID that must be replaced, the same everywhere. */
  void uid(int tag, String value, String condition) {
    attributes.setString(tag, VR.UI, value);
    require(tag, value, Action.UID_CHANGED, condition, Category.HIPAA);
    require(tag, value, Action.UID_CONSISTENT, condition, Category.DICOM);
  }

  /** Sets a private element and requires one thing of it. */
  void privately(String creator, int tag, VR vr, Row required) {
    attributes.setString(creator, tag, vr, required.value());
    rows.add(
        new Row(
            Scope.PRIVATE,
            prefix + ElementPath.step(tag, creator),
            required.value(),
            required.action(),
            required.text(),
            required.category()));
  }

  void add(Row row) {
    rows.add(row);
  }

  private void add(Scope scope, int tag, Row row) {
    rows.add(
        new Row(
            scope,
            prefix + ElementPath.step(tag),
            row.value(),
            row.action(),
            row.text(),
            row.category()));
  }
}

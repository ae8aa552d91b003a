package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.medveil.contracts.Refusal;

/**
 * The rows of one model: at least one of each label, a reference for all or for none.
 *
 * @param rows in a fixed order
 */
public record ScoredRows(List<ScoredRow> rows) {
  private static final int MOST_VALUES = 20;

  /**
   * @throws Refusal exit 65 without both labels, with references for some rows only, or when an
   *     attribute has more than 20 values, which makes it no grouping
   */
  public ScoredRows {
    rows = List.copyOf(rows);
    long events = rows.stream().filter(ScoredRow::event).count();
    if (events == 0 || events == rows.size()) {
      throw Refusal.badData(
          "The scored rows need images with and without the event.", "Check the labels.");
    }
    long references = rows.stream().filter(row -> row.reference().isPresent()).count();
    if (references != 0 && references != rows.size()) {
      throw Refusal.badData(
          "Some scored rows have a reference score and some have none.",
          "Give it for all of them or for none.");
    }
  }

  /** Whether every row has a reference score. */
  public boolean paired() {
    return rows.get(0).reference().isPresent();
  }

  /** The patient of each row. */
  List<String> subjects() {
    return rows.stream().map(ScoredRow::subject).toList();
  }

  /**
   * Everyone, every group and every pair of groups that has a row. An attribute with only one value
   * (missing included) tells nobody apart and is left out.
   */
  List<Group> groups() {
    SortedSet<String> attributes = new TreeSet<>();
    rows.forEach(row -> attributes.addAll(row.groups().keySet()));
    SortedSet<Group> groups = new TreeSet<>(List.of(Group.EVERYONE));
    List<String> telling = new ArrayList<>();
    for (String attribute : attributes) {
      SortedSet<Group> values = new TreeSet<>();
      rows.forEach(row -> values.add(group(row, attribute)));
      if (values.size() > MOST_VALUES) {
        throw Refusal.badData(
            "The attribute " + attribute + " has more than " + MOST_VALUES + " values.",
            "Put its values into bands, or leave it out: such groups are too small to say much.");
      }
      if (values.size() > 1) {
        groups.addAll(values);
        telling.add(attribute);
      }
    }
    for (ScoredRow row : rows) {
      for (int i = 0; i < telling.size(); i++) {
        for (int j = i + 1; j < telling.size(); j++) {
          groups.add(group(row, telling.get(i)).and(group(row, telling.get(j))));
        }
      }
    }
    return List.copyOf(groups);
  }

  private static Group group(ScoredRow row, String attribute) {
    return Group.of(attribute, row.groups().getOrDefault(attribute, Group.MISSING));
  }
}

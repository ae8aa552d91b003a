package org.medveil.jobs.auditmembership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.membership.SharedImages;
import org.medveil.contracts.Refusal;
import org.medveil.learning.PatientExamples;

/**
 * The patients of an audit: labelled images only, patients with an image that is another's left
 * out.
 *
 * @param patients sorted by pseudonym
 * @param groups name to numbers of patients
 * @param unlabelled images left out
 * @param shared patients left out
 */
record Population(
    List<PatientExamples> patients, Map<String, Set<Integer>> groups, int unlabelled, int shared) {

  static Population of(AuditRows rows, String scaling, double duplicateCosine) {
    if (rows.all().stream().noneMatch(row -> row.label().isPresent())) {
      throw Refusal.badData(
          "no image has a label", "membership is audited with the model's own task: give labels");
    }
    AuditRows labelled = rows.where(row -> row.label().isPresent());
    Set<Integer> shared = SharedImages.patients(labelled, duplicateCosine);
    UnaryOperator<float[]> features = Features.named(scaling, labelled);
    Map<String, List<AuditRow>> byPatient = new TreeMap<>();
    for (int i = 0; i < labelled.size(); i++) {
      if (!shared.contains(labelled.patient(i))) {
        AuditRow row = labelled.row(i);
        byPatient.computeIfAbsent(row.subject(), key -> new ArrayList<>()).add(row);
      }
    }
    List<PatientExamples> patients = new ArrayList<>();
    Map<String, Set<Integer>> groups = new TreeMap<>();
    byPatient.forEach(
        (subject, images) -> {
          for (String group : groups(images)) {
            groups.computeIfAbsent(group, key -> new TreeSet<>()).add(patients.size());
          }
          patients.add(patient(subject, images, features));
        });
    return new Population(
        List.copyOf(patients),
        new LinkedHashMap<>(groups),
        rows.size() - labelled.size(),
        shared.size());
  }

  List<String> names() {
    return patients.stream().map(PatientExamples::subjectKey).toList();
  }

  int images() {
    return patients.stream().mapToInt(PatientExamples::size).sum();
  }

  private static List<String> groups(List<AuditRow> images) {
    AuditRow first = images.get(0);
    List<String> groups = new ArrayList<>();
    add(groups, "sex", first.sex());
    add(groups, "age", first.ageBand());
    add(groups, "ethnicity", first.ethnicity());
    add(groups, "site", first.site());
    boolean ill = images.stream().anyMatch(row -> row.label().orElseThrow().equals("1"));
    groups.add(ill ? "label=1" : "label=0");
    return groups;
  }

  private static void add(List<String> groups, String name, Optional<String> value) {
    value.ifPresent(v -> groups.add(name + "=" + v));
  }

  private static PatientExamples patient(
      String subject, List<AuditRow> images, UnaryOperator<float[]> features) {
    return new PatientExamples(
        subject,
        images.stream().map(row -> features.apply(row.vector())).toArray(float[][]::new),
        images.stream().mapToInt(row -> Integer.parseInt(row.label().orElseThrow())).toArray());
  }

  /** Says nothing about the patients. */
  @Override
  public String toString() {
    return "Population";
  }
}

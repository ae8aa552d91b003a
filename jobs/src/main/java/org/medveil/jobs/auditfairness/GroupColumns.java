package org.medveil.jobs.auditfairness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medveil.audits.AuditRow;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.AuditColumns;

/**
 * The attributes people are told apart by.
 *
 * @param names of the columns, in the order asked
 */
record GroupColumns(List<String> names) {
  static final List<String> KNOWN =
      List.of(
          AuditColumns.SEX,
          AuditColumns.AGE_BAND,
          AuditColumns.ETHNICITY,
          AuditColumns.SITE,
          AuditColumns.SCANNER,
          AuditColumns.LATERALITY);

  GroupColumns {
    names = List.copyOf(names);
    for (String name : names) {
      if (!KNOWN.contains(name)) {
        throw Refusal.usage("--by does not know that attribute", "known: " + KNOWN);
      }
    }
  }

  /** The row's values; what is not known is left out. */
  TreeMap<String, String> of(AuditRow row) {
    Map<String, Optional<String>> all =
        Map.of(
            AuditColumns.SEX, row.sex(),
            AuditColumns.AGE_BAND, row.ageBand(),
            AuditColumns.ETHNICITY, row.ethnicity(),
            AuditColumns.SITE, row.site(),
            AuditColumns.SCANNER, row.scanner(),
            AuditColumns.LATERALITY, row.laterality());
    TreeMap<String, String> groups = new TreeMap<>();
    names.forEach(name -> all.get(name).ifPresent(value -> groups.put(name, value)));
    return groups;
  }
}

package org.medveil.jobs.audit;

import java.util.List;

/** What an audit shows besides its figures; each list may be empty. */
public record AuditExhibits(
    List<AuditTable> tables, List<AuditChart> charts, List<AuditPicture> pictures) {
  public AuditExhibits {
    tables = List.copyOf(tables);
    charts = List.copyOf(charts);
    pictures = List.copyOf(pictures);
  }

  /** Tables and charts only. */
  public static AuditExhibits of(List<AuditTable> tables, List<AuditChart> charts) {
    return new AuditExhibits(tables, charts, List.of());
  }
}

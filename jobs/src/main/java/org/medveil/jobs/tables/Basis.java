package org.medveil.jobs.tables;

import java.util.Optional;
import org.medveil.contracts.Table;

/**
 * What a run knew of a table when it decided what is missing there. What it adds is refused if
 * another run added rows of the same kind since: both would have added the same.
 *
 * @param table to be added to
 * @param snapshot before the run read it; empty for a table without one
 * @param kind SQL condition of the rows that the run's decision hung on
 */
public record Basis(Table table, Optional<Long> snapshot, String kind) {}

package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medveil.dp.JdbcLedgerTest.assertRefused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** An auditor finds every change, however small, in a database and in an export. */
class LedgerAuditTest {
  private static final RdpAccountant RDP = new RdpAccountant();
  private static final SigningKey KEY = SigningKey.generate();
  private static final SubsampledGaussian RUN = new SubsampledGaussian(0.1, 4, 300);

  // The bit between A and a: hex is read by lenient parsers in either case.
  private static final int CASE = 0x20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void one_flipped_byte_in_any_column_of_any_row_is_found(LedgerDatabases kind) throws Exception {
    LedgerLocation where = filled(kind, Optional.of(KEY));
    int flips = 0;
    try (Connection connection =
        DriverManager.getConnection(where.url(), where.user(), new String(where.password()))) {
      connection.setAutoCommit(false);
      for (LedgerEntry row : LedgerRows.unchecked(where)) {
        for (int column = 1; column < LedgerEntry.COLUMNS.size(); column++) {
          String text = row.texts().get(column);
          for (int i = 0; i < text.length(); i++) {
            for (int bit : new int[] {1, CASE}) {
              // PostgreSQL takes no NUL into a text, so nobody can put one there.
              if (text.charAt(i) != bit) {
                update(connection, row.seq(), column, flipped(text, i, bit));
                assertFound(connection, row.seq(), LedgerEntry.COLUMNS.get(column) + " " + i);
                flips++;
              }
            }
          }
          update(connection, row.seq(), column, text);
        }
      }
      new LedgerAudit(LedgerTable.LEDGER.read(connection)).recompute(seq -> {});
      connection.rollback();
    }
    assertTrue(flips > 5000, flips + " flips");
  }

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void a_lost_doubled_or_renumbered_row_is_found(LedgerDatabases kind) throws Exception {
    LedgerLocation where = filled(kind, Optional.of(KEY));
    for (String sabotage :
        List.of(
            "DELETE FROM ledger_entry WHERE seq = 1",
            "DELETE FROM ledger_entry WHERE seq = 3",
            "DELETE FROM ledger_entry",
            "UPDATE ledger_entry SET seq = 17 WHERE seq = 5",
            "UPDATE ledger_entry SET seq = seq + 1000")) {
      try (Connection connection =
          DriverManager.getConnection(where.url(), where.user(), new String(where.password()))) {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
          statement.execute(sabotage);
        }
        assertFound(connection, 0, sabotage);
        connection.rollback();
      }
    }
  }

  @Test
  void one_flipped_byte_anywhere_in_an_export_is_found_signed_or_not() {
    for (Optional<SigningKey> key : List.of(Optional.of(KEY), Optional.<SigningKey>empty())) {
      byte[] file = LedgerExport.write(rows(filled(LedgerDatabases.H2, key)), key);
      assertEquals(key.map(SigningKey::verifyingKey), LedgerExport.read(file).signer());
      for (int i = 0; i < file.length; i++) {
        byte[] changed = file.clone();
        for (int bit : new int[] {1, CASE, 0x80}) {
          changed[i] = (byte) (file[i] ^ bit);
          assertRefused(ExitCode.BAD_DATA, () -> LedgerExport.read(changed));
        }
      }
      for (int length = 0; length < file.length; length += 7) {
        byte[] cut = java.util.Arrays.copyOf(file, length);
        assertRefused(ExitCode.BAD_DATA, () -> LedgerExport.read(cut));
      }
    }
  }

  @Test
  void a_cut_tail_is_found_against_an_export() {
    LedgerLocation where = filled(LedgerDatabases.H2, Optional.of(KEY));
    List<LedgerEntry> all = rows(where);
    LedgerExport export = LedgerExport.read(LedgerExport.write(all, Optional.of(KEY)));
    LedgerAudit cut = new LedgerAudit(all.subList(0, all.size() - 1));
    Refusal refusal = assertRefused(ExitCode.BAD_DATA, () -> cut.requireBeginsWith(export));
    assertTrue(refusal.getMessage().contains("entry 5"), refusal.getMessage());
    new LedgerAudit(all).requireBeginsWith(export);
  }

  @Test
  void another_ledger_under_the_same_name_is_found_against_an_export() {
    List<LedgerEntry> first = rows(filled(LedgerDatabases.H2, Optional.of(KEY)));
    List<LedgerEntry> second = rows(filled(LedgerDatabases.H2, Optional.of(KEY)));
    LedgerExport export = LedgerExport.read(LedgerExport.write(first, Optional.empty()));
    Refusal refusal =
        assertRefused(ExitCode.BAD_DATA, () -> new LedgerAudit(second).requireBeginsWith(export));
    assertTrue(refusal.getMessage().contains("entry 1"), refusal.getMessage());
  }

  @Test
  void an_epsilon_that_was_forged_hashes_and_all_is_found_by_composing_anew() {
    List<LedgerEntry> rows = rows(filled(LedgerDatabases.H2, Optional.empty()));
    LedgerEntry honest = rows.get(1);
    String cheaper =
        honest.termsJson().replaceFirst("\"epsilon_after\":[0-9.]+", "\"epsilon_after\":0.5");
    List<LedgerEntry> forged = resealed(rows, 2, "terms", cheaper);
    LedgerAudit chainHolds = new LedgerAudit(forged);
    Refusal refusal = assertRefused(ExitCode.BAD_DATA, () -> chainHolds.recompute(seq -> {}));
    assertTrue(refusal.getMessage().contains("entry 2: its composed"), refusal.getMessage());
    String weaker = honest.mechanismsJson().replace("300", "100");
    LedgerAudit fewer = new LedgerAudit(resealed(rows, 2, "mechanisms", weaker));
    assertRefused(ExitCode.BAD_DATA, () -> fewer.recompute(seq -> {}));
    String above = honest.termsJson().replaceFirst("\"epsilon\":9.0", "\"epsilon\":1.0");
    LedgerAudit over = new LedgerAudit(resealed(rows, 2, "terms", above));
    assertTrue(
        assertRefused(ExitCode.BAD_DATA, () -> over.recompute(seq -> {}))
            .getMessage()
            .contains("exceeds a rule"));
  }

  @Test
  void a_ledger_rewritten_without_the_key_is_not_signed_by_it() {
    List<LedgerEntry> signed = rows(filled(LedgerDatabases.H2, Optional.of(KEY)));
    new LedgerAudit(signed).requireSignedBy(KEY.verifyingKey());
    LedgerAudit rewritten = new LedgerAudit(resealed(signed, 2, "purpose", ""));
    assertRefused(ExitCode.BAD_DATA, () -> rewritten.requireSignedBy(KEY.verifyingKey()));
    assertFalse(rewritten.signed());
  }

  @Test
  void a_signed_ledger_takes_rows_from_its_key_alone() {
    LedgerLocation where = filled(LedgerDatabases.H2, Optional.of(KEY));
    Reservation more = JdbcLedgerTest.reservation("run-9", RUN, 99);
    for (Optional<SigningKey> other :
        List.of(Optional.<SigningKey>empty(), Optional.of(SigningKey.generate()))) {
      try (JdbcLedger ledger = JdbcLedger.open(where, RDP, other)) {
        assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.reserve(more));
        assertEquals(5, ledger.entries().size());
      }
    }
  }

  @Test
  void an_unsigned_ledger_may_become_a_signed_one_and_stays_so() {
    LedgerLocation where = filled(LedgerDatabases.H2, Optional.empty());
    try (JdbcLedger ledger = JdbcLedger.open(where, RDP, Optional.of(KEY))) {
      ledger.reserve(JdbcLedgerTest.reservation("run-9", RUN, 99));
    }
    LedgerAudit audit = new LedgerAudit(LedgerRows.unchecked(where));
    audit.requireSignedBy(KEY.verifyingKey());
    audit.recompute(seq -> {});
    try (JdbcLedger ledger = JdbcLedger.open(where, RDP, Optional.empty())) {
      assertRefused(ExitCode.POLICY_REFUSED, () -> ledger.voidRun("run-9", "no"));
    }
  }

  @ParameterizedTest
  @EnumSource(LedgerDatabases.class)
  void an_imported_copy_is_the_same_and_cannot_be_spent_from(LedgerDatabases kind) {
    List<LedgerEntry> rows = rows(filled(LedgerDatabases.H2, Optional.of(KEY)));
    LedgerExport export = LedgerExport.read(LedgerExport.write(rows, Optional.of(KEY)));
    LedgerLocation copy = kind.fresh(folder);
    assertTrue(LedgerRows.importCopy(copy, export));
    assertFalse(LedgerRows.importCopy(copy, export), "again changes nothing");
    assertEquals(rows, LedgerRows.unchecked(copy));
    assertRefused(ExitCode.USAGE, () -> JdbcLedger.open(copy, RDP, Optional.of(KEY)));
    assertRefused(ExitCode.POLICY_REFUSED, () -> JdbcLedger.create(copy, Optional.of(KEY)));
    LedgerLocation ledger = filled(kind, Optional.empty());
    assertRefused(ExitCode.POLICY_REFUSED, () -> LedgerRows.importCopy(ledger, export));
    LedgerExport other =
        LedgerExport.read(LedgerExport.write(rows.subList(0, 3), Optional.empty()));
    assertRefused(ExitCode.POLICY_REFUSED, () -> LedgerRows.importCopy(copy, other));
  }

  @Test
  void an_export_of_the_first_version_stays_readable_and_right() throws Exception {
    byte[] file;
    try (var in = LedgerAuditTest.class.getResourceAsStream("/ledger-export-v1.jsonl")) {
      file = in.readAllBytes();
    }
    LedgerExport export = LedgerExport.read(file);
    LedgerAudit audit = new LedgerAudit(export.rows());
    List<Long> reservations = new ArrayList<>();
    audit.recompute(reservations::add);
    assertEquals(List.of(2L, 4L, 5L), reservations);
    assertEquals(4, audit.rules().size());
    audit.requireSignedBy(export.signer().orElseThrow());
  }

  /** INIT, two reservations, a commit and a void. */
  private LedgerLocation filled(LedgerDatabases kind, Optional<SigningKey> key) {
    LedgerLocation where = kind.fresh(folder);
    JdbcLedger.create(where, key);
    try (JdbcLedger ledger = JdbcLedger.open(where, RDP, key)) {
      ledger.reserve(JdbcLedgerTest.reservation("run-1", RUN, 9));
      ledger.commit("run-1", Fixtures.delta(3));
      ledger.reserve(JdbcLedgerTest.reservation("run-2", RUN, 9));
      ledger.voidRun("run-2", "nothing was seen");
    }
    return where;
  }

  private static List<LedgerEntry> rows(LedgerLocation where) {
    return LedgerRows.unchecked(where);
  }

  /** A forger's work: one text changed, every hash from there on made right again, unsigned. */
  private static List<LedgerEntry> resealed(
      List<LedgerEntry> rows, long seq, String column, String text) {
    List<LedgerEntry> forged = new ArrayList<>();
    String previous = LedgerBook.FIRST_HASH;
    for (LedgerEntry row : rows) {
      List<String> texts = new ArrayList<>(row.texts());
      if (row.seq() == seq && LedgerEntry.COLUMNS.contains(column)) {
        texts.set(LedgerEntry.COLUMNS.indexOf(column), text);
      }
      texts.set(LedgerEntry.COLUMNS.indexOf("signature"), "");
      LedgerEntry changed =
          new LedgerSigner(Optional.empty())
              .seal(LedgerEntry.of(row.seq(), texts), row.seq(), row.at(), previous);
      forged.add(changed);
      previous = changed.hash();
    }
    return forged;
  }

  private static String flipped(String text, int position, int bit) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    bytes[position] ^= (byte) bit;
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void update(Connection connection, long seq, int column, String text)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE ledger_entry SET " + LedgerEntry.COLUMNS.get(column) + " = ? WHERE seq = ?")) {
      update.setString(1, text);
      update.setLong(2, seq);
      assertEquals(1, update.executeUpdate());
    }
  }

  private static void assertFound(Connection connection, long seq, String what)
      throws SQLException {
    List<LedgerEntry> rows = LedgerTable.LEDGER.read(connection);
    Refusal refusal =
        assertRefused(ExitCode.BAD_DATA, () -> new LedgerAudit(rows).recompute(each -> {}));
    assertTrue(
        seq == 0 || refusal.getMessage().contains("at entry " + seq),
        () -> what + " of row " + seq + ": " + refusal.getMessage());
  }
}

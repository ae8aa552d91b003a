package org.medveil.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TablesTest {
  @Test
  void noDirectIdentifierOutsideTheRestrictedZone() {
    for (Table table : Tables.all()) {
      for (Column column : table.columns()) {
        assertTrue(
            column.identifying() != Identifying.DIRECT || table.zone() == Zone.RESTRICTED,
            table.name() + "." + column.name());
      }
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new Table("leak", Zone.PUBLIC, List.of(Column.direct("name", ColumnType.STRING))));
  }

  @Test
  void tableNamesAreUnique() {
    assertEquals(Tables.all().size(), Tables.all().stream().map(Table::name).distinct().count());
  }

  @Test
  void shortcutsBetweenZonesDoNotBuild() {
    new Flow("minimize", Set.of(Zone.RESTRICTED), Zone.PSEUDONYMOUS);
    new Flow("train", Set.of(Zone.PSEUDONYMOUS), Zone.PROTECTED);
    new Flow("publish", Set.of(Zone.PROTECTED), Zone.PUBLIC);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("encode", Set.of(Zone.RESTRICTED), Zone.PSEUDONYMOUS));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("encode", Set.of(Zone.PSEUDONYMOUS), Zone.PROTECTED));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("publish", Set.of(Zone.PSEUDONYMOUS), Zone.PUBLIC));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Flow("train", Set.of(Zone.PSEUDONYMOUS), Zone.PUBLIC));
  }

  @Test
  void exitCodesAreDistinct() {
    assertEquals(
        ExitCode.values().length,
        List.of(ExitCode.values()).stream().map(ExitCode::code).distinct().count());
  }
}

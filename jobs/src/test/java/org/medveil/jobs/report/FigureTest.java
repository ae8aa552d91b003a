package org.medveil.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Every number on the page says what gives it the right to stand there. */
class FigureTest {
  /** Numbers that are names: how many rounds were planned, which round, which seed. */
  private static final Set<Class<?>> ORDINALS =
      Set.of(ReportData.class, ReportData.Simulated.class, UtilityData.RoundScore.class);

  private static final List<Class<?>> NUMBERS =
      List.of(double.class, float.class, long.class, int.class, Double.class, Long.class);

  private static boolean bare(Class<?> type) {
    return type.isRecord()
        && !Figure.class.isAssignableFrom(type)
        && !ORDINALS.contains(type)
        && Arrays.stream(type.getRecordComponents()).anyMatch(FigureTest::isNumber);
  }

  private static boolean isNumber(RecordComponent component) {
    return NUMBERS.contains(component.getType())
        || component.getGenericType().getTypeName().contains("double[]");
  }

  @Test
  void noNumberOfTheReportIsBare() {
    List<Class<?>> records =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.medveil.jobs.report")
                .stream()
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    assertTrue(records.size() > 15, "records found: " + records.size());
    assertEquals(List.of(), records.stream().filter(FigureTest::bare).toList());
  }

  private record BareMean(String site, double value) {}

  @Test
  void aBareNumberWouldBeFound() {
    assertTrue(bare(BareMean.class));
  }

  @Test
  void thePageSaysTheBasis() {
    String page = ReportPage.render(ReportSample.document());
    for (String basis :
        List.of(Figure.PublicConstant.BASIS, Figure.OfHoldOut.BASIS, Figure.Inside.BASIS)) {
      assertTrue(page.contains(basis), basis);
    }
  }

  @Test
  void aReleasedFindingNamesItsLedgerEntry() {
    ObjectNode document = ReportSample.document();
    ObjectNode audit = (ObjectNode) document.at("/audits/0");
    audit.put("basis", "released").put("ledger_entry_hash", "ab".repeat(32));
    String page = ReportPage.render(document);
    assertTrue(page.contains("paid for by ledger entry abababababab"));
    audit.putNull("ledger_entry_hash");
    assertEquals(ExitCode.BAD_DATA, refusal(document));
    audit.put("basis", "hold-out");
    assertTrue(ReportPage.render(document).contains("not noised"));
    audit.put("ledger_entry_hash", "ab".repeat(32));
    assertEquals(ExitCode.BAD_DATA, refusal(document));
  }

  private static ExitCode refusal(ObjectNode document) {
    return assertThrows(Refusal.class, () -> ReportPage.render(document)).exitCode();
  }
}

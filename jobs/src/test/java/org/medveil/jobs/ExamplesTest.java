package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.testkit.LocalSpark;

/** The programs in docs/examples are compiled and run as they stand there. */
@ExtendWith(LocalSpark.class)
class ExamplesTest {
  private static final Path SWITCH = Path.of("../docs/examples/SwitchToDpSgd.java");

  @TempDir private Path folder;
  private String ledger;
  private Path conf;

  @BeforeEach
  void siteWithALedger() {
    ledger = "jdbc:h2:file:" + folder.resolve("ledger");
    conf = SmallConsortium.write(folder.resolve("site.conf"), SmallConsortium.example("site.conf"));
    JdbcLedger.create(new LedgerLocation(ledger, "medveil", new char[0]), Optional.empty());
  }

  @Test
  void theProgramTrainsPrivatelyAndTheLedgerKnows() throws Exception {
    run(Files.readString(SWITCH));
    try (JdbcLedger book = open()) {
      LedgerEntry last = book.entries().get(book.entries().size() - 1);
      assertEquals("RESERVE", last.kind());
      double spent = book.spentEpsilon("example-site/progression-2026", 1e-4);
      assertEquals(2, spent, 0.01, "calibrated to what was asked for");
    }
  }

  @Test
  void theOtherLineRunsTooAndSpendsNothing() throws Exception {
    String source = Files.readString(SWITCH);
    String before =
        source
            .replace(
                "    TrainingMaster<?, ?> master = Dp", "    // TrainingMaster<?, ?> master = Dp")
            .replace(
                "    // TrainingMaster<?, ?> master = averaging()",
                "    TrainingMaster<?, ?> master = averaging()");
    assertNotEquals(source, before);
    run(before);
    try (JdbcLedger book = open()) {
      assertEquals(1, book.entries().size(), "made, and nothing since");
    }
  }

  @Test
  void withoutBudgetTheLineRefuses() throws Exception {
    String source = Files.readString(SWITCH);
    for (int run = 0; run < 4; run++) {
      // Composed, four runs of epsilon 2 cost less than 8, which the example's site grants.
      run(source);
    }
    InvocationTargetException refused =
        assertThrows(
            InvocationTargetException.class,
            () -> run(source.replace("new PrivacyBudget(2, 1e-4)", "new PrivacyBudget(8, 1e-4)")));
    assertEquals(ExitCode.BUDGET_REFUSED, ((Refusal) refused.getCause()).exitCode());
  }

  private JdbcLedger open() {
    return JdbcLedger.open(ledger, "medveil", new char[0], new PldAccountant());
  }

  private void run(String source) throws Exception {
    Path file = SmallConsortium.write(folder.resolve("src/SwitchToDpSgd.java"), source);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                said,
                said,
                "-proc:none",
                "-cp",
                path,
                "-d",
                classes.toString(),
                file.toString());
    assertEquals(0, code, () -> said.toString(StandardCharsets.UTF_8));
    URL[] urls = {classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      loader
          .loadClass("SwitchToDpSgd")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {conf.toString(), ledger});
    }
  }
}

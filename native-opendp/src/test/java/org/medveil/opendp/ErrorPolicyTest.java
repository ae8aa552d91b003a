package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures become exceptions, however many; a panic says where it was and not what it said. */
class ErrorPolicyTest {
  private static final long MOST_KILOBYTES = 10 * 1024;

  @Test
  void aHundredThousandErrorsAndPanicsLeaveNothingBehind() throws Exception {
    Path library =
        Path.of(ErrorPolicyTest.class.getResource("/libpanics.so").toURI()).toAbsolutePath();
    List<String> said = Jvm.run(LeakMain.class, List.of(), List.of(library.toString())).lines();
    assertEquals(2, said.size(), said.toString());
    assertGrowth("errors", said.get(0));
    assertGrowth("panics", said.get(1));
    assertTrue(said.get(1).contains("OpenDP, Panic: at examples/panics.rs:"), said.get(1));
    assertFalse(said.get(1).contains("4711"), said.get(1));
  }

  private static void assertGrowth(String what, String line) {
    String[] words = line.split(" ");
    assertEquals(what, words[0], line);
    assertTrue(Long.parseLong(words[1]) < MOST_KILOBYTES, line);
  }
}

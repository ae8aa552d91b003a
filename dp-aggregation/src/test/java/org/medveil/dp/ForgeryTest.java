package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Code outside this package that tries to pass private numbers off as a release does not compile.
 */
class ForgeryTest {
  private static final String FRAME =
      """
      package org.hospital;
      import java.util.*;
      import org.medveil.dp.*;
      import org.medveil.dp.statistics.*;
      class Snippet {
        %s
      }
      """;

  /** What a caller may do compiles; so a snippet below fails for the reason it is there for. */
  @Test
  void theHonestWayCompiles() {
    String honest =
        """
        Release<float[]> noisy(GridGaussian grid, long[] sum, NoiseSource noise) {
          return grid.release(sum, noise);
        }
        Bundle sign(BundleManifest m, Release<ModelDelta> r, SigningKey k) {
          return Bundles.create(m, r, k);
        }
        Release<List<Estimate>> facts(
            StatisticsPlan plan, GroupSums sums, LedgerReceipt r, NoiseSource n) {
          return plan.release(sums, plan.paid(r, n));
        }
        Release<Integer> size(Release<float[]> r) {
          return r.postProcess(values -> values.length);
        }
        """;
    assertEquals(List.of(), errors(honest));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          making a release        | not.def.public        | Object o = new Release<>(new float[1], List.of(), PrivacyUnit.PATIENT);
          extending it            | cant.inherit.from.final | class Mine extends Release<float[]> { Mine() { super(null, null, null); } }
          extending it nameless   | cant.inherit.from.final | Object o = new Release<float[]>(null, null, null) {};
          changing its value      | report.access         | void f(Release<float[]> r) { r.value = new float[1]; }
          signing a raw delta     | prob.found.req        | Bundle f(BundleManifest m, ModelDelta d, SigningKey k) { return Bundles.create(m, d, k); }
          signing raw floats      | prob.found.req        | Bundle f(BundleManifest m, float[] d, SigningKey k) { return Bundles.create(m, d, k); }
          signing another release | prob.found.req        | Bundle f(BundleManifest m, Release<float[]> r, SigningKey k) { return Bundles.create(m, r, k); }
          a bundle without Bundles| not.def.public        | Bundle f(BundleManifest m, ModelDelta d) { return new Bundle(m, d, new byte[64]); }
          a bundle of floats      | prob.found.req        | Bundle f(BundleManifest m, float[] d) { return new Bundle(m, d, new byte[64]); }
          a manifest for raw data | prob.found.req        | BundleManifest f(BundleTerms t, ModelDelta d, LedgerReceipt r, NoiseSource n) { return Bundles.manifest(t, d, r, n); }
          a release from a stream | prob.found.req        | Release<float[]> f(java.io.ObjectInputStream in) throws Exception { java.io.Serializable s = (java.io.Serializable) in.readObject(); return s; }
          sending it as an object | prob.found.req        | java.io.Serializable f(Release<float[]> r) { return r; }
          raw sums as estimates   | cant.resolve.location | Object f(GroupSums s) { return s.patients; }
          reading exact sums      | not.def.public        | Object f(GroupSums s) { return s.patients(); }
          reading exact cells     | not.def.public        | Object f(GroupSums s) { return s.cells(0, List.of()); }
          an own mechanism        | cant.inherit.from.sealed | record Free() implements Mechanism { public Map<String, Object> toMap() { return Map.of(); } }
          an own statistic        | cant.inherit.from.sealed | abstract class Free implements Statistic {}
          an own paid run         | cant.inherit.from.sealed | abstract class Free implements PaidRun {}
          an own way to take part | cant.inherit.from.sealed | abstract class Free implements Participation {}
          noise without a price   | not.def.public        | Object f(GridGaussian g, long[] s, NoiseSource n) { return g.noisySum(s, n); }
          """)
  void forgeryDoesNotCompile(String what, String code, String snippet) {
    List<String> errors = errors(snippet);
    assertFalse(errors.isEmpty(), () -> what + " compiles");
    assertTrue(
        errors.stream().anyMatch(error -> error.startsWith("compiler.err." + code)),
        () -> what + " fails for another reason: " + errors);
  }

  /** The compiler is not the only door: no reader of objects or JSON can make one either. */
  @Test
  void noReaderMakesARelease() {
    assertFalse(Serializable.class.isAssignableFrom(Release.class));
    Release<String> release = new Release<>("noisy", List.of(), PrivacyUnit.PATIENT);
    assertThrows(
        NotSerializableException.class,
        () -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(release));
    for (String json : List.of("{}", "[]", "\"x\"", "{\"value\":[1.0],\"unit\":\"PATIENT\"}")) {
      assertThrows(Exception.class, () -> new ObjectMapper().readValue(json, Release.class));
    }
  }

  @Test
  void theOnlyWaysInAreThisPackages() {
    for (Class<?> type : List.of(Release.class, Bundle.class)) {
      assertTrue(Modifier.isFinal(type.getModifiers()));
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        int open = Modifier.PUBLIC | Modifier.PROTECTED;
        assertEquals(0, constructor.getModifiers() & open, constructor.toString());
      }
    }
  }

  private static List<String> errors(String body) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String source = String.format(Locale.ROOT, FRAME, body);
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///org/hospital/Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    // Analysis is the last phase: nothing is written.
    List<String> options =
        List.of(
            "-proc:none",
            "-XDshould-stop.ifNoError=FLOW",
            "-cp",
            System.getProperty("java.class.path"));
    compiler.getTask(null, null, found, options, null, List.of(file)).call();
    return found.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(one -> one.getCode() + ": " + one.getMessage(Locale.ROOT))
        .toList();
  }
}

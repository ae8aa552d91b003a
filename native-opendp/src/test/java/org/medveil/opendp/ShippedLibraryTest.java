package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every library that goes into the jar: small, for its platform, and nothing in it but natives. */
class ShippedLibraryTest {
  private static final Map<String, Integer> MACHINES =
      Map.of("linux-x86_64", 62, "linux-aarch64", 183);

  @ParameterizedTest
  @MethodSource("libraries")
  void exportsTheNativesOfThisJarAndNothingElse(Path library) throws Exception {
    Elf elf = Elf.read(library);
    assertEquals(MACHINES.get(library.getParent().getFileName().toString()), elf.machine());
    assertEquals(natives(), new TreeSet<>(elf.exported()));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void isSmallAndKnowsNoFolderOfTheMachineThatBuiltIt(Path library) throws Exception {
    byte[] bytes = Files.readAllBytes(library);
    assertTrue(bytes.length <= 6 * 1024 * 1024, bytes.length + " bytes");
    assertEquals(
        Sha256.of(bytes),
        Files.readString(library.resolveSibling(library.getFileName() + ".sha256")).strip());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains(System.getProperty("user.home") + "/."), "holds the home folder");
    assertFalse(text.contains(Path.of("").toAbsolutePath().toString()), "holds the source folder");
  }

  /** With -Pportable both platforms are there and ask for no newer glibc than they promise. */
  @Test
  void thePortableJarHasBothAndRunsOnOldSystems() throws Exception {
    assumeTrue(Boolean.getBoolean("medveil.portable"), "not built with -Pportable");
    assertEquals(2, libraries().size());
    Pattern glibc = Pattern.compile("GLIBC_2\\.(\\d+)");
    for (Path library : libraries()) {
      String text = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
      int newest =
          glibc
              .matcher(text)
              .results()
              .mapToInt(r -> Integer.parseInt(r.group(1)))
              .max()
              .orElse(99);
      assertTrue(newest <= 17, library + " asks for glibc 2." + newest);
    }
  }

  static List<Path> libraries() throws Exception {
    Path natives = Path.of(ShippedLibraryTest.class.getResource("/natives").toURI());
    try (Stream<Path> all = Files.walk(natives)) {
      List<Path> found = all.filter(path -> path.toString().endsWith(".so")).toList();
      assertFalse(found.isEmpty());
      return found;
    }
  }

  /** By the classes of the main jar: each native method under its JNI name. */
  private static Set<String> natives() throws Exception {
    Path classes =
        Path.of(OpenDp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> all = Files.walk(classes)) {
      return all.filter(path -> path.toString().endsWith(".class"))
          .map(path -> classes.relativize(path).toString())
          .filter(name -> !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .flatMap(ShippedLibraryTest::nativesOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> nativesOf(String name) {
    try {
      Class<?> owner = Class.forName(name, false, ShippedLibraryTest.class.getClassLoader());
      return Arrays.stream(owner.getDeclaredMethods())
          .filter(method -> Modifier.isNative(method.getModifiers()))
          .map(Method::getName)
          .map(method -> "Java_" + name.replace('.', '_') + "_" + method);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }
}

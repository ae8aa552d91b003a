package org.medveil.opendp.twin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Equal words give equal noise, in Rust and in Java: the figures are those of {@code
 * rust/src/grid/distribution.rs}.
 */
class KnownWordsTest {
  private static final int[] BITS = {7, 20, 36, 53, 56};
  private static final long[] BODY = {
    7085915806181981961L,
    9062152586295677862L,
    -4356990271248341867L,
    2869259427396407249L,
    5662950344752081047L
  };
  private static final long[] TAIL = {
    -4502563815207988240L,
    -8899152770044728297L,
    1188035783559747453L,
    -8118858336620525018L,
    -4057066392816754732L
  };

  @Test
  void theBodyIsTheLibrarys() {
    assertArrayEquals(BODY, forAllBits(bits -> body(new GridDraws(known(bits), bits))));
  }

  @Test
  void soItIsWhereWholeNumbersDecideWhatIsOpen() {
    IntToLongFunction open = bits -> body(new GridDraws(known(bits), bits, Long.MAX_VALUE));
    assertArrayEquals(BODY, forAllBits(open));
  }

  @Test
  void theTailIsTheLibrarys() {
    assertArrayEquals(TAIL, forAllBits(KnownWordsTest::tail));
  }

  @Test
  void theHashCoversEveryClassOfTheTwin() throws IOException, URISyntaxException {
    Path folder =
        Path.of(JavaGridNoise.class.getResource("JavaGridNoise.class").toURI()).getParent();
    Set<String> hashed =
        OwnCode.CLASSES.stream()
            .map(type -> type.getSimpleName() + ".class")
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> all =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.startsWith("package-info"))
              .collect(Collectors.toSet());
      assertEquals(all, hashed);
    }
    assertTrue(OwnCode.sha256().matches("[0-9a-f]{64}"));
  }

  private static long[] forAllBits(IntToLongFunction figure) {
    return IntStream.of(BITS).mapToLong(figure).toArray();
  }

  private static AesWords known(int tag) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) (i ^ tag);
    }
    return new AesWords(seed);
  }

  private static long body(GridDraws draws) {
    long[] zeros = new long[100_000];
    draws.add(zeros, 0, zeros.length);
    return fold(zeros.length, i -> zeros[i]);
  }

  private static long tail(int bits) {
    GridTail tail = new GridTail(known(bits), bits);
    return fold(500, i -> tail.magnitude().map(BigInteger::longValueExact).orElse(-1L));
  }

  private static long fold(int count, IntToLongFunction draw) {
    long hash = 0;
    for (int i = 0; i < count; i++) {
      hash = hash * 31 + draw.applyAsLong(i);
    }
    return hash;
  }
}

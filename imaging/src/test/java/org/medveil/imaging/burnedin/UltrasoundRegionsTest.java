package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What lies outside ultrasound regions, and only that, is masked. */
class UltrasoundRegionsTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  @Property(tries = 300)
  void everyPixelIsInARegionOrMasked(@ForAll("regions") List<Box> regions) {
    List<Box> outside = UltrasoundRegions.outside(regions, WIDTH, HEIGHT);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Box pixel = new Box(x, y, 1, 1);
        boolean kept = regions.stream().anyMatch(region -> region.contains(pixel));
        boolean masked = outside.stream().anyMatch(box -> box.contains(pixel));
        assertEquals(!kept, masked, () -> pixel + " of " + regions);
      }
    }
  }

  @Provide
  Arbitrary<List<Box>> regions() {
    Arbitrary<Box> box =
        Combinators.combine(
                Arbitraries.integers().between(0, WIDTH + 5),
                Arbitraries.integers().between(0, HEIGHT + 5),
                Arbitraries.integers().between(1, WIDTH),
                Arbitraries.integers().between(1, HEIGHT))
            .as(Box::new);
    return box.list().ofMaxSize(4);
  }
}

package org.medveil.jobs.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameChoiceTest {
  @Test
  void allOfThemOrEvenlySpacedOnes() {
    assertEquals(List.of(0), FrameChoice.of(1, 16));
    assertEquals(List.of(0, 1, 2), FrameChoice.of(3, 16));
    assertEquals(List.of(0, 2, 5, 7), FrameChoice.of(10, 4));
    assertEquals(List.of(0), FrameChoice.of(1000, 1));
    assertEquals(List.of(0), FrameChoice.of(-5, 4), "headers say such things");
  }

  @Property
  void indicesAscendAndAreThere(
      @ForAll @IntRange(min = 1) int frames, @ForAll @IntRange(min = 1, max = 4096) int most) {
    List<Integer> chosen = FrameChoice.of(frames, most);
    assertEquals(Math.min(frames, most), chosen.size());
    assertEquals(0, chosen.get(0));
    for (int i = 1; i < chosen.size(); i++) {
      long gap = chosen.get(i) - chosen.get(i - 1);
      assertTrue(gap >= 1 && Math.abs(gap - (double) frames / chosen.size()) <= 1, "even");
    }
    assertTrue(chosen.get(chosen.size() - 1) < frames);
  }
}

package org.medveil.jobs.minimize;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which frames of an object are looked at. A rule in the open: it depends on two numbers, never on
 * what the frames show.
 */
final class FrameChoice {
  private FrameChoice() {}

  /**
   * All frames, or evenly spaced ones from the first on: number {@code floor(i * frames / most)}.
   *
   * @param frames as the catalogue has it; less than 1 counts as 1
   * @param most at least 1
   * @return indices from 0, ascending, each once, at most {@code most}
   */
  static List<Integer> of(int frames, int most) {
    long there = Math.max(1, frames);
    int chosen = (int) Math.min(there, most);
    return IntStream.range(0, chosen).mapToObj(i -> (int) (i * there / chosen)).toList();
  }
}

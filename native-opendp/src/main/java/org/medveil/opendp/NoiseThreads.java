package org.medveil.opendp;

import org.medveil.contracts.Refusal;

/** How many threads one call may draw grid noise on: {@code -Dmedveil.noise.threads}, else 1. */
public final class NoiseThreads {
  static final String PROPERTY = "medveil.noise.threads";
  private static final int MOST = 64;

  private NoiseThreads() {}

  /**
   * @throws Refusal exit 2 where the property is no number from 1 to 64
   */
  public static int asked() {
    String asked = System.getProperty(PROPERTY, "1");
    try {
      return checked(Integer.parseInt(asked));
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(
          "-D" + PROPERTY + "=" + asked + " is no number from 1 to 64",
          "Leave it out to draw on one thread.");
    }
  }

  /**
   * The number, if it is one of threads.
   *
   * @throws IllegalArgumentException outside 1 … 64
   */
  public static int checked(int threads) {
    if (threads < 1 || threads > MOST) {
      throw new IllegalArgumentException("threads must be from 1 to 64, not " + threads);
    }
    return threads;
  }
}

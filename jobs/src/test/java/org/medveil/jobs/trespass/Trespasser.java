package org.medveil.jobs.trespass;

import java.util.random.RandomGenerator;
import org.medveil.jobs.keys.KeysJob;

/** Breaks every rule for verbs, one method each; see HouseRulesTest. */
public final class Trespasser {
  static int mutable;

  private Trespasser() {}

  /** Knows another verb. */
  public static Object otherVerb() {
    return new KeysJob();
  }

  /** Talks. */
  public static void loud() {
    System.out.println(mutable);
  }

  /** Leaves. */
  public static void exits() {
    System.exit(mutable);
  }

  /** Asks for executors of a second kind. */
  public static Object profile() {
    return new org.apache.spark.resource.TaskResourceRequests().resource("gpu", 1);
  }

  /** Guessable. */
  public static final class Dice {
    private Dice() {}

    /** A generator with 48 bits of state. */
    public static int roll() {
      return new java.util.Random().nextInt();
    }
  }

  /** Guessable. */
  public static final class Coin {
    private Coin() {}

    /** The same generator behind a static. */
    public static double toss() {
      return Math.random();
    }
  }

  /** Not the noise that is accounted for. */
  public static final class Bell {
    private Bell() {}

    /** Noise in floating point. */
    public static double curve(RandomGenerator generator) {
      return generator.nextGaussian();
    }
  }
}

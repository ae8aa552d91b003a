package org.medveil.jobs.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;
import org.medveil.opendp.NoiseThreads;
import org.medveil.opendp.twin.JavaGridNoise;

/** Which source of noise the site accepts: key {@code noise} of its policy. */
public enum NoiseChoice {
  /** The OpenDP library; where it does not load, nothing is trained. The default. */
  OPENDP("opendp"),
  /** The library, or its Java twin where it does not load. */
  OPENDP_OR_JAVA("opendp-or-java");

  private final String key;

  NoiseChoice(String key) {
    this.key = key;
  }

  /**
   * @throws IllegalArgumentException on a name that is none, naming all of them
   */
  static NoiseChoice of(String key) {
    List<String> known = Arrays.stream(values()).map(choice -> choice.key).toList();
    if (!known.contains(key)) {
      throw new IllegalArgumentException("policy.noise is one of " + known + ", not '" + key + "'");
    }
    return values()[known.indexOf(key)];
  }

  /**
   * The source to draw from; says which. Its id and hash go into the bundle, so that the consortium
   * sees who drew.
   *
   * @throws Refusal exit 2 where the library does not load and the policy allows nothing else
   */
  public NoiseSource load(Consumer<String> say) {
    NoiseSource source = library(say);
    say.accept("noise: " + source.id());
    return source;
  }

  private NoiseSource library(Consumer<String> say) {
    NoiseSource library = NoiseSource.load();
    try {
      library.id();
      return library;
    } catch (Refusal missing) {
      if (this == OPENDP) {
        throw missing;
      }
      say.accept(
          "The OpenDP library does not load; the site's policy allows the Java twin in its place"
              + " (policy.noise = "
              + key
              + "). Without it: "
              + missing.getMessage());
      return new JavaGridNoise(NoiseThreads.asked());
    }
  }
}

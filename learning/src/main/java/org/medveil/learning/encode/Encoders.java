package org.medveil.learning.encode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.medveil.contracts.Refusal;
import org.medveil.learning.Device;

/** Finds encoders by name. */
public final class Encoders {
  private Encoders() {}

  /**
   * Builds the encoder of that name.
   *
   * @param name as in {@link #names()}
   * @throws Refusal exit 2 for an unknown name, naming the known ones; also whatever {@link
   *     EncoderProvider#create} refuses
   * @throws IllegalStateException if two providers on the class path claim one name
   */
  public static Encoder named(String name, EncoderSettings settings) {
    return named(name, settings, installed());
  }

  /** Builds it for a device; see {@link EncoderProvider#create(EncoderSettings, Device)}. */
  public static Encoder named(String name, EncoderSettings settings, Device device) {
    return provider(name, installed()).create(settings, device);
  }

  /** Why the encoder would use the device and cannot; see {@link EncoderProvider#obstacle}. */
  public static Optional<String> obstacle(String name, Device device) {
    return provider(name, installed()).obstacle(device);
  }

  /** All names on this class path, sorted. */
  public static List<String> names() {
    return List.copyOf(byName(installed()).keySet());
  }

  static Encoder named(
      String name, EncoderSettings settings, Iterable<? extends EncoderProvider> providers) {
    return provider(name, providers).create(settings);
  }

  private static EncoderProvider provider(
      String name, Iterable<? extends EncoderProvider> providers) {
    Map<String, EncoderProvider> known = byName(providers);
    EncoderProvider provider = known.get(name);
    if (provider == null) {
      throw Refusal.usage(
          "there is no encoder '" + name + "'",
          "known encoders: " + String.join(", ", known.keySet()));
    }
    return provider;
  }

  private static Map<String, EncoderProvider> byName(
      Iterable<? extends EncoderProvider> providers) {
    Map<String, EncoderProvider> known = new TreeMap<>();
    for (EncoderProvider provider : providers) {
      EncoderProvider other = known.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "two encoders are called '%s': %s and %s"
                .formatted(
                    provider.name(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    return known;
  }

  // The loader of this class and not the thread's: pool threads of Java 17 do not inherit it.
  private static ServiceLoader<EncoderProvider> installed() {
    return ServiceLoader.load(EncoderProvider.class, EncoderProvider.class.getClassLoader());
  }
}

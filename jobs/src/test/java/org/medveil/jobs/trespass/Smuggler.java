package org.medveil.jobs.trespass;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.medveil.dp.Bundle;
import org.medveil.dp.BundleManifest;
import org.medveil.dp.Bundles;
import org.medveil.dp.ModelDelta;
import org.medveil.dp.Release;
import org.medveil.dp.SigningKey;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.tables.Folders;

/** Takes every way out of a hospital that is not publish; see ReleaseRulesTest. */
public final class Smuggler {
  private Smuggler() {}

  /** A release of anything. */
  public static Object reflected(Object raw) throws ReflectiveOperationException {
    Constructor<?> constructor = Release.class.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(raw);
  }

  /** A bundle outside publish. */
  public static Bundle signed(
      BundleManifest manifest, Release<ModelDelta> release, SigningKey key) {
    return Bundles.create(manifest, release, key);
  }

  /** Files into the exchange. */
  public static boolean written(Folders exchange, byte[] anything) {
    return exchange.publish(
        ExchangeLayout.bundle(1, "site-1"), Map.of(ExchangeLayout.DELTA, anything));
  }
}

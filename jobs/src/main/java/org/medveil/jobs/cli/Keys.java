package org.medveil.jobs.cli;

/** File names in a keys folder, as {@code keys init} writes them. */
public final class Keys {
  /** 32 random bytes; pseudonyms, date shifts and source encryption derive from it. */
  public static final String PSEUDONYM = "pseudonym.key";

  /** Ed25519 private key, PKCS#8 PEM. */
  public static final String SIGNING = "signing.key";

  /** Ed25519 public key, PEM. */
  public static final String VERIFYING = "signing.pub";

  private Keys() {}
}

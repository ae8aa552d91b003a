package org.medveil.dp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Fills in a row's time, link, hash and signature. */
record LedgerSigner(Optional<SigningKey> key) {
  static final String NOBODY = "";

  /** The key's public half as it stands in a row; empty without a key. */
  String name() {
    return key.map(SigningKey::verifyingKey).map(VerifyingKey::hex).orElse(NOBODY);
  }

  /** The finished row after the one with {@code previousHash}. */
  LedgerEntry seal(LedgerEntry draft, long seq, String at, String previousHash) {
    List<String> texts = new ArrayList<>(draft.texts());
    texts.set(column("recorded_at"), at);
    texts.set(column("previous_hash"), previousHash);
    texts.set(column("signer"), name());
    texts.set(column("hash"), LedgerEntry.of(seq, texts).expectedHash());
    LedgerEntry hashed = LedgerEntry.of(seq, texts);
    key.ifPresent(
        own ->
            texts.set(
                column("signature"), HexFormat.of().formatHex(own.sign(hashed.signedBytes()))));
    return LedgerEntry.of(seq, texts);
  }

  private static int column(String name) {
    return LedgerEntry.COLUMNS.indexOf(name);
  }

  /** Whether a row's signature is what its signer made; true for an unsigned row. */
  static boolean holds(LedgerEntry entry) {
    if (entry.signer().equals(NOBODY)) {
      return entry.signature().isEmpty();
    }
    Optional<VerifyingKey> key = VerifyingKey.ofHex(entry.signer());
    return key.isPresent()
        && lowerHex(entry.signature(), 128)
        && key.get().verify(entry.signedBytes(), HexFormat.of().parseHex(entry.signature()));
  }

  static boolean lowerHex(String text, int length) {
    return text.length() == length && text.matches("[0-9a-f]*");
  }
}

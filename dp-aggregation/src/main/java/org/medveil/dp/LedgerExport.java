package org.medveil.dp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * A whole ledger in one file: a line that says what it is, one JSON object a row, and a last line
 * with the head, the SHA-256 of all bytes before it and the site's signature over both. It holds
 * what the ledger holds: names of runs, cohorts and purposes, mechanisms, ε; nothing of a patient.
 *
 * @param rows all rows, oldest first
 * @param at when it was written, ISO-8601 UTC
 * @param signer who signed the file; empty if nobody did
 */
public record LedgerExport(List<LedgerEntry> rows, String at, Optional<VerifyingKey> signer) {
  private static final String FORMAT = "medveil-ledger-export-1";

  /** Copies the list. */
  public LedgerExport {
    rows = List.copyOf(rows);
  }

  /**
   * The file of an audited ledger.
   *
   * @param key signs the file; empty: the rows' own signatures are all there is
   */
  public static byte[] write(List<LedgerEntry> rows, Optional<SigningKey> key) {
    LedgerAudit audit = new LedgerAudit(rows);
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("format", FORMAT);
    first.put("ledger", audit.ledgerId());
    first.put("rows", audit.rows());
    first.put("exported_at", LedgerTime.now(Clock.systemUTC()).text());
    StringBuilder text = new StringBuilder(Json.compact(first)).append('\n');
    rows.forEach(row -> text.append(Json.compact(row.toMap())).append('\n'));
    String body = text.toString();
    String name = new LedgerSigner(key).name();
    Map<String, Object> last = head(audit.headHash(), body, name);
    String signature =
        key.map(own -> HexFormat.of().formatHex(own.sign(signedBytes(last)))).orElse("");
    last.put("signature", signature);
    return (body + Json.compact(last) + "\n").getBytes(Hashes.UTF_8);
  }

  private static Map<String, Object> head(String headHash, String body, String signer) {
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("head_hash", headHash);
    last.put("body_sha256", Hashes.sha256Hex(body.getBytes(Hashes.UTF_8)));
    last.put("signer", signer);
    return last;
  }

  private static byte[] signedBytes(Map<String, Object> head) {
    return ("medveil-ledger-export\n" + Json.compact(head)).getBytes(Hashes.UTF_8);
  }

  /**
   * Reads a file and checks every byte of it: digest, signature, form, chain and row signatures.
   *
   * @throws Refusal exit 65 if anything does not hold
   */
  public static LedgerExport read(byte[] file) {
    String text = new String(file, Hashes.UTF_8);
    int lastLine = text.lastIndexOf('\n', text.length() - 2) + 1;
    if (!java.util.Arrays.equals(text.getBytes(Hashes.UTF_8), file) || lastLine <= 0) {
      throw damaged();
    }
    try {
      String body = text.substring(0, lastLine);
      Optional<VerifyingKey> signer = signer(body, text.substring(lastLine));
      List<String> lines = body.lines().toList();
      JsonNode first = Json.parse(lines.get(0));
      List<LedgerEntry> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(line));
      }
      LedgerAudit audit = new LedgerAudit(rows);
      boolean whole =
          first.required("format").asText().equals(FORMAT)
              && first.required("ledger").asText().equals(audit.ledgerId())
              && first.required("rows").asLong() == audit.rows()
              && Json.parse(text.substring(lastLine))
                  .path("head_hash")
                  .asText()
                  .equals(audit.headHash());
      if (!whole) {
        throw damaged();
      }
      return new LedgerExport(rows, first.required("exported_at").asText(), signer);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  /**
   * Checks that the file was signed by this key.
   *
   * @throws Refusal exit 65 if it was not
   */
  public void requireSignedBy(VerifyingKey key) {
    if (!signer.equals(Optional.of(key))) {
      throw Refusal.badData(
          "The ledger's export is not signed by the key that was given.",
          "Ask the site to export it with its --ledger-key, and compare the key's fingerprint.");
    }
  }

  private static Optional<VerifyingKey> signer(String body, String lastLine) throws IOException {
    JsonNode last = Json.parse(lastLine);
    String name = last.required("signer").asText();
    Map<String, Object> head = head(last.required("head_hash").asText(), body, name);
    String signature = last.required("signature").asText();
    byte[] signed = signedBytes(head);
    head.put("signature", signature);
    if (!lastLine.equals(Json.compact(head) + "\n")) {
      throw damaged();
    }
    if (name.equals(LedgerSigner.NOBODY)) {
      return Optional.empty();
    }
    VerifyingKey key = VerifyingKey.ofHex(name).orElseThrow(LedgerExport::damaged);
    boolean holds =
        LedgerSigner.lowerHex(signature, 128)
            && key.verify(signed, HexFormat.of().parseHex(signature));
    if (!holds) {
      throw damaged();
    }
    return Optional.of(key);
  }

  private static LedgerEntry row(String line) throws IOException {
    JsonNode node = Json.parse(line);
    List<String> texts = new ArrayList<>();
    for (String column : LedgerEntry.COLUMNS) {
      texts.add(node.required(column).asText());
    }
    LedgerEntry row = LedgerEntry.of(node.required("seq").asLong(), texts);
    if (!Json.compact(row.toMap()).equals(line)) {
      throw damaged();
    }
    return row;
  }

  private static Refusal damaged() {
    return Refusal.badData(
        "The ledger's export was damaged or changed.", "Ask the site to export it again.");
  }
}

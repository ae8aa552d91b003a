package org.medveil.jobs.budget;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerAudit;
import org.medveil.dp.LedgerRows;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.exchange.BundleFolder;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.LedgerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Audits a ledger. */
@Command(
    name = "verify",
    description = {
      "Audit a ledger or an imported copy: recompute the hash chain, check every signature, "
          + "replay every run, compose every epsilon anew.",
      "Ends with 65 and names the first bad row. --against finds rows that an earlier "
          + "export had; --published, bundles the ledger forgot."
    },
    mixinStandardHelpOptions = true)
public final class BudgetVerifyJob extends Job {
  @Mixin private LedgerOptions ledger;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "The site's signing.pub; all rows must be covered by its signature.")
  private Path publicKey;

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "An earlier export of the same ledger; the ledger must begin with it.")
  private Path against;

  @Option(
      names = "--published",
      paramLabel = "URI",
      description = "Exchange whose bundles of --site the ledger must know; needs --public-key.")
  private String published;

  @Option(names = "--site", paramLabel = "NAME", description = "The site's name in the exchange.")
  private String site;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) {
    Optional<VerifyingKey> key = Optional.ofNullable(publicKey).map(VerifyingKey::read);
    if (published != null && (site == null || key.isEmpty())) {
      throw Refusal.usage("--published needs --site and --public-key", "whose bundles to look for");
    }
    LedgerAudit audit = new LedgerAudit(LedgerRows.unchecked(ledger.location()));
    key.ifPresent(audit::requireSignedBy);
    audit.recompute(row -> progress.count("rows", row, audit.rows()));
    if (against != null) {
      audit.requireBeginsWith(ExportFile.read(against));
    }
    int bundles = published == null ? 0 : bundles(audit, key.orElseThrow());
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("ledgerId", audit.ledgerId());
    metrics.put("rows", audit.rows());
    metrics.put("headHash", audit.headHash());
    metrics.put("signed", audit.signed());
    metrics.put("signatureChecked", key.isPresent());
    metrics.put("exportChecked", against != null);
    metrics.put("bundlesChecked", bundles);
    return JobResult.done(metrics, Map.of());
  }

  /** How many of the site's bundles there are; the ledger must vouch for each. */
  private int bundles(LedgerAudit audit, VerifyingKey key) {
    Folders folders = Folders.at(published, new Configuration());
    int found = 0;
    for (String round : folders.list(".")) {
      if (round.matches("round-[0-9]{4}") && folders.list(round).contains(site)) {
        int number = Integer.parseInt(round.substring("round-".length()));
        audit.requireVouchedFor(BundleFolder.read(folders, number, site, key).manifest());
        found++;
      }
    }
    return found;
  }
}

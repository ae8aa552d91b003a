package org.medveil.jobs.auditall;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.jobs.Main;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.cli.StrictHocon;
import org.medveil.jobs.report.AuditPage;
import org.medveil.jobs.tables.Locations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs every audit that the configuration has a section for, and writes one page. */
@Command(
    name = "audit-all",
    description = {
      "Run the audits that --conf has a section for, and write one page for an ethics board.",
      "What was asked, what was found, how sure, what it does not show. Audits without a section "
          + "stand on the page as not evidenced. The page stays in this house."
    },
    mixinStandardHelpOptions = true)
public final class AuditAllJob extends Job {
  private static final List<String> AUDITS = AuditPage.audits();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder in this house for the page and the audits' documents.")
  private Path out;

  @Option(
      names = "--title",
      defaultValue = "Audits of this house",
      paramLabel = "TEXT",
      description = "Heading of the page (default: ${DEFAULT-VALUE}).")
  private String title;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow("audit-all", Set.of(Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return Optional.of(out.resolve("audit-all.manifest.json"));
  }

  @Override
  protected JobResult run(Progress progress) throws IOException {
    Path conf =
        conf()
            .orElseThrow(
                () ->
                    Refusal.usage(
                        "audit-all needs --conf",
                        "conf/audits.conf is an example with every audit"));
    Config sections = StrictHocon.read(conf);
    Set<String> known = Main.commands().getSubcommands().keySet();
    List<AuditRun> runs = new ArrayList<>();
    Map<String, String> gaps = new LinkedHashMap<>();
    for (String audit : AUDITS) {
      if (!known.contains(audit) || !sections.hasPath(audit)) {
        gaps.put(AuditPage.title(audit), audit + " was not run: the configuration has no section.");
        continue;
      }
      progress.say("--- %s ---", audit);
      AuditRun run = AuditRun.of(audit, conf, out, Main::commands);
      runs.add(run);
      if (run.document().isEmpty()) {
        gaps.put(
            AuditPage.title(audit),
            audit + " was run and ended without a result (exit " + run.code() + ").");
      }
    }
    if (runs.isEmpty()) {
      throw Refusal.usage("the configuration has a section for no audit", "sections: " + AUDITS);
    }
    Path page = page(runs, gaps);
    refuse(runs, page);
    return result(runs, page);
  }

  private Path page(List<AuditRun> runs, Map<String, String> gaps) throws IOException {
    List<AuditDocument> documents = runs.stream().flatMap(run -> run.document().stream()).toList();
    String html = AuditPage.render(new AuditPage.Cover(title, gaps), documents);
    Path page = out.resolve("audits.html");
    Files.createDirectories(out);
    Path draft = out.resolve("audits.html.tmp");
    Files.writeString(draft, html);
    return Files.move(
        draft, page, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The page is written whatever the audits found; the exit code says the worst of it. */
  private static void refuse(List<AuditRun> runs, Path page) {
    List<String> refuted = runs.stream().filter(AuditRun::refuted).map(AuditRun::audit).toList();
    if (!refuted.isEmpty()) {
      throw Refusal.badData("claims were refuted by " + refuted, "the page: " + page);
    }
    for (AuditRun run : runs) {
      if (run.document().isEmpty()) {
        throw new Refusal(
            exitCode(run.code()),
            run.audit() + " ended without a result",
            "the lines above say why; the page names it as not evidenced: " + page);
      }
    }
  }

  private JobResult result(List<AuditRun> runs, Path page) throws IOException {
    Map<String, Object> verdicts = new LinkedHashMap<>();
    runs.forEach(
        run -> run.document().ifPresent(d -> verdicts.put(run.audit(), d.verdict().word())));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("audits", verdicts.size());
    metrics.put("notEvidenced", AUDITS.size() - verdicts.size());
    metrics.put("verdicts", verdicts);
    metrics.put("pageSha256", Locations.sha256(Files.readAllBytes(page)));
    return JobResult.done(metrics, Map.of("page", page.toString()));
  }

  private static ExitCode exitCode(int code) {
    for (ExitCode exit : ExitCode.values()) {
      if (exit.code() == code && exit != ExitCode.OK) {
        return exit;
      }
    }
    return ExitCode.BUG;
  }
}

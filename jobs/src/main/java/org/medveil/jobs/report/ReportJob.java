package org.medveil.jobs.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditJson;
import org.medveil.jobs.audit.AuditOutput;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Turns a report document into one self-contained HTML page. */
@Command(
    name = "report",
    description = "Render a report document (JSON) as one self-contained HTML page.",
    mixinStandardHelpOptions = true)
public final class ReportJob extends Job {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "Report document, e.g. demo's report.json.")
  private Path input;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HTML file to write.")
  private Path out;

  @Option(
      names = "--audits",
      paramLabel = "DIR",
      description = "Folder of audit documents; each adds a part with its figures and plots.")
  private Path audits;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    if (!Files.isReadable(input)) {
      throw Refusal.badData("the report document cannot be read: " + input, "check the path");
    }
    ReportPage.write(input, out, documents());
    return JobResult.done(Map.of("bytes", Files.size(out)), Map.of("report", out.toString()));
  }

  /** The audit documents of the folder; its other files are not the report's business. */
  private List<AuditDocument> documents() throws IOException {
    if (audits == null) {
      return List.of();
    }
    if (!Files.isDirectory(audits)) {
      throw Refusal.usage("--audits is not a folder", "give the audits' --out");
    }
    List<AuditDocument> documents = new ArrayList<>();
    for (String audit : AuditPage.audits()) {
      Path file = audits.resolve(AuditOutput.fileName(audit));
      if (Files.exists(file)) {
        documents.add(AuditJson.read(Files.readAllBytes(file)));
      }
    }
    return documents;
  }
}

package org.medveil.jobs.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
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

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    if (!Files.isReadable(input)) {
      throw Refusal.badData("the report document cannot be read: " + input, "check the path");
    }
    ReportPage.write(input, out);
    return JobResult.done(Map.of("bytes", Files.size(out)), Map.of("report", out.toString()));
  }
}

package org.medveil.jobs.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.simulate.CohortSettings;
import org.medveil.imaging.simulate.CohortSummary;
import org.medveil.imaging.simulate.FundusCohort;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the simulated consortium. Its output is never called patient data. */
@Command(
    name = "simulate",
    description = "Write a simulated consortium of eye hospitals as real DICOM files.",
    mixinStandardHelpOptions = true)
public final class SimulateJob extends Job {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Target folder of the DICOM files; required unless --vectors is given.")
  private Path out;

  @Option(
      names = "--vectors",
      paramLabel = "FILE.csv",
      description =
          "Instead of DICOM files: vectors of a simulated consortium of five sites, for audits."
              + " --patients then counts all patients together.")
  private Path vectors;

  @Option(
      names = "--vector-encoder",
      paramLabel = "SEED",
      description =
          "With --vectors: which encoder sees the images; the same seed under another encoder is"
              + " the same patients seen otherwise (default: the seed).")
  private Long vectorEncoder;

  @Option(
      names = "--sites",
      defaultValue = "3",
      description = "Number of hospitals (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--patients",
      defaultValue = "120",
      description = "Patients per hospital (default: ${DEFAULT-VALUE}).")
  private int patients;

  @Option(
      names = "--holdout",
      defaultValue = "120",
      description =
          "Patients of the hold-out, drawn from all hospitals (default: ${DEFAULT-VALUE}).")
  private int holdout;

  @Option(
      names = "--seed",
      required = true,
      description = "Seed; the same seed gives the same bytes.")
  private long seed;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws IOException {
    if (vectors != null) {
      return VectorsRelease.write(
          vectors, patients, seed, vectorEncoder == null ? seed : vectorEncoder);
    }
    if (out == null || vectorEncoder != null) {
      throw Refusal.usage(
          "simulate writes DICOM files into --out, or vectors into --vectors",
          "give one of the two; --vector-encoder goes with --vectors");
    }
    CohortSettings settings = CohortSettings.of(sites, patients, holdout, seed);
    Path cohort = out.resolve("cohort.json");
    Path marker = out.resolve("simulate.request");
    String request =
        "sites=" + sites + " patients=" + patients + " holdout=" + holdout + " seed=" + seed;
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("cohort", cohort.toString());
    for (int site = 1; site <= sites; site++) {
      outputs.put("site-" + site, out.resolve("site-" + site).toString());
    }
    outputs.put("holdout", out.resolve("holdout").toString());
    if (Files.exists(marker)) {
      if (!Files.readString(marker).equals(request)) {
        throw Refusal.usage(
            "another cohort is in " + out,
            "choose an empty folder or the settings it was made with");
      }
      if (Files.exists(cohort)) {
        return JobResult.unchanged(Map.of(), outputs);
      }
    }
    Files.createDirectories(out);
    if (Files.exists(marker)) {
      progress.say("an interrupted cohort is made anew");
      HalfMade.clear(out);
    }
    Files.writeString(marker, request);
    progress.say("simulated cohort, not patient data: %s", request);
    CohortSummary summary =
        FundusCohort.write(
            settings,
            out,
            done -> progress.count("patients", done.patientsDone(), done.patients()));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("generator", FundusCohort.GENERATOR);
    metrics.put("seed", seed);
    metrics.put("patients", summary.patients());
    metrics.put("images", summary.images());
    metrics.put("eyes", summary.eyes());
    metrics.put("positiveEyes", summary.positiveEyes());
    metrics.put("imagesWithBurnedInText", summary.burnedIn());
    return JobResult.done(metrics, outputs);
  }
}

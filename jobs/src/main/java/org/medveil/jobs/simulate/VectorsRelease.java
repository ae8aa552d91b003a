package org.medveil.jobs.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.audits.simulated.Gains;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.JobResult;

/** Writes the simulated consortium of vectors as a file that every audit reads. */
final class VectorsRelease {
  private static final String HEAD =
      "subject_key,instance_key,visit_index,laterality,sex,age_band,ethnicity,site,scanner,label";

  private VectorsRelease() {}

  static JobResult write(Path file, int patients, long seed, long encoder) throws IOException {
    if (!file.toString().endsWith(".csv")) {
      throw Refusal.usage("--vectors must end in .csv", "rename the file");
    }
    AuditRows rows = EmbeddingCohort.rows(new CohortDesign(patients, seed, encoder, Gains.tuned()));
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.US_ASCII)) {
      out.write(HEAD);
      for (int i = 0; i < rows.dimension(); i++) {
        out.write(",v" + i);
      }
      out.write('\n');
      for (AuditRow row : rows.all()) {
        out.write(line(row));
      }
    }
    boolean same = Files.exists(file) && Files.mismatch(file, draft) < 0;
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("generator", EmbeddingCohort.GENERATOR);
    metrics.put("seed", seed);
    metrics.put("encoder", encoder);
    metrics.put("patients", rows.patients());
    metrics.put("images", rows.size());
    metrics.put("dim", rows.dimension());
    Map<String, Object> outputs = Map.of("vectors", file.toString());
    return same ? JobResult.unchanged(metrics, outputs) : JobResult.done(metrics, outputs);
  }

  private static String line(AuditRow row) {
    StringBuilder line = new StringBuilder();
    line.append(row.subject()).append(',').append(row.instance()).append(',');
    line.append(row.visit().getAsInt()).append(',').append(row.laterality().orElseThrow());
    line.append(',')
        .append(row.sex().orElseThrow())
        .append(',')
        .append(row.ageBand().orElseThrow());
    line.append(',').append(row.ethnicity().orElseThrow()).append(',');
    line.append(row.site().orElseThrow()).append(',').append(row.scanner().orElseThrow());
    line.append(',').append(row.label().orElseThrow());
    for (float value : row.vector()) {
      line.append(',').append(value);
    }
    return line.append('\n').toString();
  }
}

package org.medveil.imaging.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.medveil.contracts.Refusal;

/**
 * Writes a simulated consortium of eye hospitals: fundus photographs of a slowly growing macular
 * atrophy as DICOM files, with outcomes. It is never patient data.
 *
 * <pre>
 * out/site-1..N/dicom/**.dcm  Ophthalmic Photography 8 Bit, half plain, half JPEG baseline
 * out/site-1..N/outcomes.csv  patient_id,laterality,label (1: more than 2 mm² growth in 2 years)
 * out/holdout/                the same, for patients no hospital has
 * out/truth/                  what the pixels were drawn from, and the boxes of burned-in text
 * out/cohort.json             generator, seed, settings, counts; written last
 * </pre>
 */
public final class FundusCohort {
  /** Version of the generator; another version may draw other bytes from the same seed. */
  public static final String GENERATOR = "1.0";

  private FundusCohort() {}

  /**
   * Writes with one thread per processor.
   *
   * @param out folder to write to; made if absent
   * @param progress told after each patient, one call at a time
   * @throws Refusal exit 2 where the folder already holds a cohort, 75 where writing fails
   */
  public static CohortSummary write(
      CohortSettings settings, Path out, Consumer<Progress> progress) {
    return write(settings, out, Runtime.getRuntime().availableProcessors(), progress);
  }

  /** As above with this many threads; their number changes the speed and nothing else. */
  public static CohortSummary write(
      CohortSettings settings, Path out, int threads, Consumer<Progress> progress) {
    refuseLeftovers(out);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Map<String, List<Enrolment>> groups = enrol(settings, out);
      return CohortTables.write(out, settings, photograph(groups, pool, progress));
    } catch (IOException e) {
      throw failed(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw failed(cause);
      }
      throw new IllegalStateException("a simulated patient could not be drawn", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Map<String, List<Enrolment>> enrol(CohortSettings settings, Path out) {
    Draw root = new Draw(settings.seed()).child("medveil fundus " + GENERATOR);
    List<SiteProfile> sites = new ArrayList<>();
    for (int k = 0; k < settings.sites(); k++) {
      sites.add(SiteProfile.of(k, root.child("site").child(k)));
    }
    Map<String, List<Enrolment>> groups = new LinkedHashMap<>();
    for (int k = 0; k < sites.size(); k++) {
      List<Enrolment> patients = new ArrayList<>();
      for (int i = 0; i < settings.patientsPerSite(); i++) {
        SiteProfile site = sites.get(k);
        Draw stream = root.child("patient").child(k).child(i);
        String group = "site-" + (k + 1);
        patients.add(new Enrolment(settings, group, i, site.prefix(), site, stream, out));
      }
      groups.put("site-" + (k + 1), patients);
    }
    List<Enrolment> holdout = new ArrayList<>();
    for (int i = 0; i < settings.holdoutPatients(); i++) {
      Draw stream = root.child("holdout").child(i);
      SiteProfile site = sites.get(stream.child("site").below(0, sites.size()));
      holdout.add(
          new Enrolment(settings, "holdout", i, SiteProfile.HOLDOUT_PREFIX, site, stream, out));
    }
    groups.put("holdout", holdout);
    return groups;
  }

  private static Map<String, List<PatientRows>> photograph(
      Map<String, List<Enrolment>> groups, ExecutorService pool, Consumer<Progress> progress)
      throws IOException, ExecutionException, InterruptedException {
    Counter counter = new Counter(groups.values().stream().mapToInt(List::size).sum(), progress);
    Map<String, List<Future<PatientRows>>> running = new LinkedHashMap<>();
    for (Map.Entry<String, List<Enrolment>> group : groups.entrySet()) {
      List<Future<PatientRows>> futures = new ArrayList<>();
      for (Enrolment enrolment : group.getValue()) {
        Files.createDirectories(enrolment.folder().resolve(group.getKey()).resolve("dicom"));
        futures.add(
            pool.submit(
                () -> {
                  PatientRows rows = new PatientPhotographer(enrolment).work();
                  counter.done(rows.images().size());
                  return rows;
                }));
      }
      running.put(group.getKey(), futures);
    }
    Map<String, List<PatientRows>> written = new LinkedHashMap<>();
    for (Map.Entry<String, List<Future<PatientRows>>> group : running.entrySet()) {
      List<PatientRows> rows = new ArrayList<>();
      for (Future<PatientRows> future : group.getValue()) {
        rows.add(future.get());
      }
      written.put(group.getKey(), rows);
    }
    return written;
  }

  /** A second cohort in the same folder would leave files of the first among its own. */
  private static void refuseLeftovers(Path out) {
    for (String name : List.of("cohort.json", "truth", "holdout", "site-1")) {
      if (Files.exists(out.resolve(name))) {
        throw Refusal.usage(
            "The output folder already holds a simulated cohort or the rest of one.",
            "name another folder, or remove this one first");
      }
    }
  }

  private static Refusal failed(Exception cause) {
    return new Refusal(
        org.medveil.contracts.ExitCode.TRY_AGAIN,
        "The simulated cohort could not be written completely.",
        "check space and rights of the output folder, remove what is there, run again",
        cause);
  }

  /** Adds up what is done and tells it, one caller at a time. */
  private static final class Counter {
    private final int patients;
    private final Consumer<Progress> progress;
    private int done;
    private int images;

    Counter(int patients, Consumer<Progress> progress) {
      this.patients = patients;
      this.progress = progress;
    }

    synchronized void done(int more) {
      done++;
      images += more;
      progress.accept(new Progress(done, patients, images));
    }
  }
}

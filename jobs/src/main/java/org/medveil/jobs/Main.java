package org.medveil.jobs;

import java.util.Optional;
import org.medveil.jobs.account.AccountJob;
import org.medveil.jobs.aggregate.AggregateJob;
import org.medveil.jobs.auditablation.AuditAblationJob;
import org.medveil.jobs.auditall.AuditAllJob;
import org.medveil.jobs.auditfairness.AuditFairnessJob;
import org.medveil.jobs.auditfairness.FairnessReleaseJob;
import org.medveil.jobs.auditmembership.AuditMembershipJob;
import org.medveil.jobs.auditprivacy.AuditPrivacyJob;
import org.medveil.jobs.auditreidentification.AuditReidentificationJob;
import org.medveil.jobs.budget.BudgetJob;
import org.medveil.jobs.calibrate.CalibrateJob;
import org.medveil.jobs.cli.Handover;
import org.medveil.jobs.cli.ResultDesk;
import org.medveil.jobs.cli.VerbLine;
import org.medveil.jobs.cohortsummary.CohortSummaryJob;
import org.medveil.jobs.deidentify.DeidentifyJob;
import org.medveil.jobs.deidscore.DeidScoreJob;
import org.medveil.jobs.demo.DemoJob;
import org.medveil.jobs.disentangle.DisentangleJob;
import org.medveil.jobs.doctor.DoctorJob;
import org.medveil.jobs.encode.EncodeJob;
import org.medveil.jobs.eraserrelease.EraserReleaseJob;
import org.medveil.jobs.evaluate.EvaluateJob;
import org.medveil.jobs.expire.ExpireJob;
import org.medveil.jobs.ingest.IngestJob;
import org.medveil.jobs.keys.KeysJob;
import org.medveil.jobs.minimize.MinimizeJob;
import org.medveil.jobs.plan.PlanJob;
import org.medveil.jobs.publish.PublishJob;
import org.medveil.jobs.report.ReportJob;
import org.medveil.jobs.simulate.SimulateJob;
import org.medveil.jobs.train.TrainJob;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The front door: finds the verb, runs it, and turns its end into an exit code. */
@Command(
    name = "medveil",
    description =
        "Hospitals train medical-imaging models together; no patient becomes recognisable.",
    mixinStandardHelpOptions = true,
    version = "medveil 0.1.0",
    subcommands = {
      DemoJob.class,
      SimulateJob.class,
      KeysJob.class,
      IngestJob.class,
      MinimizeJob.class,
      EncodeJob.class,
      TrainJob.class,
      PublishJob.class,
      AggregateJob.class,
      EvaluateJob.class,
      CohortSummaryJob.class,
      AuditAllJob.class,
      AuditReidentificationJob.class,
      AuditAblationJob.class,
      DisentangleJob.class,
      EraserReleaseJob.class,
      AuditMembershipJob.class,
      AuditPrivacyJob.class,
      AuditFairnessJob.class,
      FairnessReleaseJob.class,
      BudgetJob.class,
      AccountJob.class,
      CalibrateJob.class,
      PlanJob.class,
      ReportJob.class,
      DeidentifyJob.class,
      DeidScoreJob.class,
      ExpireJob.class,
      DoctorJob.class,
      ListVerbs.class,
    })
public final class Main {
  /** 128 + SIGTERM. */
  private static final int TERMINATED = 143;

  private static final long GRACE_MILLIS = 30_000;

  private Main() {}

  /** Exits only when the code is not 0: on a cluster, exit(0) can cut Spark's own goodbye short. */
  public static void main(String[] arguments) {
    Optional<Handover> handover = Handover.taken(System.getenv());
    handover.ifPresent(launcher -> launcher.watch(Main::stop));
    int code =
        new VerbLine(commands(), handover.<ResultDesk>map(desk -> desk).orElse(ResultDesk.STDOUT))
            .run(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  /** As on SIGTERM; what does not end by itself is ended. */
  private static void stop() {
    Thread last =
        new Thread(
            () -> {
              try {
                Thread.sleep(GRACE_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(TERMINATED);
            });
    last.setDaemon(true);
    last.start();
    System.exit(TERMINATED);
  }

  /** Runs one command line in this JVM and returns its exit code. */
  public static int run(String... arguments) {
    return new VerbLine(commands()).run(arguments);
  }

  /** The tree of all verbs. */
  public static CommandLine commands() {
    return new CommandLine(new Main());
  }
}

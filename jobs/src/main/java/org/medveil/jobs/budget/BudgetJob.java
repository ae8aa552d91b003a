package org.medveil.jobs.budget;

import picocli.CommandLine.Command;

/** Groups the verbs of the ledger. */
@Command(
    name = "budget",
    description =
        "The site's privacy ledger: make it, show what is spent and left, reserve, void, audit, export.",
    subcommands = {
      BudgetInitJob.class,
      BudgetShowJob.class,
      BudgetReserveJob.class,
      BudgetCommitJob.class,
      BudgetVoidJob.class,
      BudgetVerifyJob.class,
      BudgetExportJob.class,
      BudgetImportJob.class
    },
    mixinStandardHelpOptions = true)
public final class BudgetJob {}

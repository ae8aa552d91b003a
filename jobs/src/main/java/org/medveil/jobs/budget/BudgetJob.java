package org.medveil.jobs.budget;

import picocli.CommandLine.Command;

/** Groups the budget verbs. */
@Command(
    name = "budget",
    description = "Show what a cohort has spent and has left, or void a reservation.",
    subcommands = {BudgetInitJob.class, BudgetShowJob.class, BudgetVoidJob.class},
    mixinStandardHelpOptions = true)
public final class BudgetJob {}

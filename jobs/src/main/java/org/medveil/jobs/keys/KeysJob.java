package org.medveil.jobs.keys;

import picocli.CommandLine.Command;

/** Groups the key verbs. */
@Command(
    name = "keys",
    description = "Make the site's keys.",
    subcommands = KeysInitJob.class,
    mixinStandardHelpOptions = true)
public final class KeysJob {}

package org.medveil.jobs.deidscore;

import picocli.CommandLine.Command;

/** Groups the two halves of an examination. */
@Command(
    name = "deid-score",
    description = {
      "Examine a de-identifier, MIDI-B-style: plant synthetic identifiers, score what is left.",
      "Not the MIDI-B challenge: own files, own answer key, the same ten actions."
    },
    subcommands = {PlantJob.class, ScoreJob.class},
    mixinStandardHelpOptions = true)
public final class DeidScoreJob {}

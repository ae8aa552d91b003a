package org.medveil.jobs.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;

/**
 * The latest checkpoint of a round's run in the warehouse, zone PROTECTED. A run that has one goes
 * on from it and never begins anew: beginning anew would show a reader of the warehouse more noisy
 * sums than were paid for (ADR 0011).
 */
final class Checkpoints {
  private static final String FILE = "checkpoint.bin";

  /** What {@link Folders} reads back. */
  private static final long LARGEST = 256L << 20;

  private final Folders warehouse;
  private final String round;
  private final String runId;
  private final Consumer<String> say;

  Checkpoints(Folders warehouse, String updateFolder, String runId, Consumer<String> say) {
    this.warehouse = warehouse;
    this.round = updateFolder.replaceFirst("^site_update/", "checkpoints/");
    this.runId = runId;
    this.say = say;
  }

  /**
   * Where to go on.
   *
   * @throws Refusal exit 65 if there is one and it cannot be read
   */
  Optional<Checkpoint> latest() {
    if (warehouse.list(round).stream().anyMatch(name -> !name.equals(ofThisRun()))) {
      say.accept("a checkpoint of other settings is there and is not used");
    }
    List<String> steps = warehouse.list(folder());
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    byte[] file =
        warehouse.read(folder() + "/" + steps.get(steps.size() - 1)).orElseThrow().get(FILE);
    Checkpoint found = Checkpoint.parse(file == null ? new byte[0] : file);
    if (!found.runId().equals(runId)) {
      throw Refusal.badData(
          "the checkpoint of this round is another run's", "it was moved by hand: move it back");
    }
    return Optional.of(found);
  }

  String runId() {
    return runId;
  }

  /** Keeps it, whole or not at all, then drops the ones before. */
  void keep(Checkpoint checkpoint) {
    byte[] bytes = checkpoint.bytes();
    if (bytes.length > LARGEST) {
      say.accept("the model is too large for checkpoints: none is kept");
      return;
    }
    String name = String.format(Locale.ROOT, "step-%08d", checkpoint.done());
    if (!warehouse.publish(folder() + "/" + name, Map.of(FILE, bytes))) {
      throw Refusal.tryAgain(
          "another run of this round keeps checkpoints, too", "wait for it, then run again");
    }
    for (String earlier : warehouse.list(folder())) {
      if (earlier.compareTo(name) < 0) {
        warehouse.delete(folder() + "/" + earlier);
      }
    }
  }

  /** The round is committed: nothing goes on from here. */
  void clear() {
    warehouse.delete(round);
  }

  private String folder() {
    return round + "/" + ofThisRun();
  }

  private String ofThisRun() {
    return Locations.sha256(runId).substring(0, 16);
  }
}

package org.medveil.jobs.train;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.exchange.SiteUpdate;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.Locations;

/**
 * What a round's run has shown so far, in the warehouse, zone PROTECTED: a chain of checkpoints
 * whose last link is the update. A run goes on from the last link and never begins anew (ADR 0011).
 *
 * <p>Of two processes that train one round, one a driver that was thought dead, each link is made
 * by one: its name can be taken once, and stays taken when the link is emptied. The other one stops
 * (75) with what it computed since its last link, which nobody saw. So all links and the update
 * come from one sequence of noisy sums, the one that was paid for.
 */
final class Checkpoints {
  private static final String FILE = "checkpoint.bin";
  private static final Set<String> EMPTIED = Set.of(Folders.TAKEN);

  /** What {@link Folders} reads back. */
  private static final long LARGEST = 256L << 20;

  private final Folders warehouse;
  private final String round;
  private final String runId;
  private final Consumer<String> say;
  private int links;

  /** Finds the last link; what others add from now on stops this run. */
  Checkpoints(Folders warehouse, String updateFolder, String runId, Consumer<String> say) {
    this.warehouse = warehouse;
    this.round = updateFolder.replaceFirst("^site_update/", "checkpoints/");
    this.runId = runId;
    this.say = say;
    List<String> names = warehouse.list(folder());
    this.links = names.size();
    if (!names.isEmpty() && !names.get(links - 1).equals(name(links))) {
      throw Refusal.badData(
          "the chain of this round's checkpoints is broken",
          "it was changed by hand, or is of an older version: train the round under another"
              + " --campaign, with a reservation of its own");
    }
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
    if (links == 0) {
      return Optional.empty();
    }
    byte[] file = last().get(FILE);
    Checkpoint found = Checkpoint.parse(file == null ? new byte[0] : file);
    if (!found.runId().equals(runId)) {
      throw Refusal.badData(
          "the checkpoint of this round is another run's", "it was moved by hand: move it back");
    }
    return Optional.of(found);
  }

  /** The files of an update that was made and did not reach its place. */
  Optional<Map<String, byte[]>> update() {
    return links == 0
        ? Optional.empty()
        : Optional.of(last()).filter(files -> files.containsKey(SiteUpdate.FACTS));
  }

  String runId() {
    return runId;
  }

  /** Keeps it, whole or not at all, then empties the one before. */
  void keep(Checkpoint checkpoint) {
    byte[] bytes = checkpoint.bytes();
    if (bytes.length > LARGEST) {
      say.accept("the model is too large for checkpoints: none is kept");
      return;
    }
    add(Map.of(FILE, bytes));
  }

  /** The last link: after it nothing is trained any more under this run. */
  void finish(Map<String, byte[]> update) {
    add(update);
  }

  /** The round is committed: only the names stay, against a process that is late. */
  void clear() {
    for (String run : warehouse.list(round)) {
      warehouse.list(round + "/" + run).forEach(link -> empty(round + "/" + run + "/" + link));
      warehouse.sweep(round + "/" + run);
    }
  }

  private void add(Map<String, byte[]> files) {
    if (!warehouse.publish(folder() + "/" + name(links + 1), files)) {
      throw Refusal.tryAgain(
          "another process trains this round, too, and is ahead",
          "wait for it, then run again: what this one computed since its last checkpoint was shown"
              + " to nobody");
    }
    links++;
    if (links > 1) {
      empty(folder() + "/" + name(links - 1));
    }
  }

  private void empty(String link) {
    boolean full =
        warehouse.read(link).filter(files -> !files.keySet().equals(EMPTIED)).isPresent();
    if (full) {
      warehouse.hollow(link);
    }
  }

  private Map<String, byte[]> last() {
    return warehouse.read(folder() + "/" + name(links)).orElse(Map.of());
  }

  private String folder() {
    return round + "/" + ofThisRun();
  }

  private static String name(int link) {
    return String.format(Locale.ROOT, "link-%05d", link);
  }

  private String ofThisRun() {
    return Locations.sha256(runId).substring(0, 16);
  }
}

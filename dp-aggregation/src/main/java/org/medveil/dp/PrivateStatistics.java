package org.medveil.dp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.medveil.contracts.Refusal;

/**
 * A set of statistics that was paid for: hands out the noise of every reserved mechanism once, in
 * the reservation's order, and nothing else. Lives at the driver; not serialisable.
 *
 * <p>The caller vouches that the exact whole numbers it brings have the sensitivity that the
 * mechanism states; {@code org.medveil.dp.statistics} does so by bounding every patient.
 */
public final class PrivateStatistics {
  private final List<Mechanism> planned;
  private final PrivacyUnit unit;
  private final NoiseSource noise;
  private int done;

  /**
   * @param planned everything that will be released, in this order
   * @param receipt of the ledger; its mechanisms must be exactly these
   * @param noise fresh noise
   * @throws Refusal exit 77 if the ledger reserved something else
   */
  public PrivateStatistics(List<Mechanism> planned, LedgerReceipt receipt, NoiseSource noise) {
    this.planned = List.copyOf(planned);
    this.unit = receipt.unit();
    this.noise = Objects.requireNonNull(noise);
    if (!receipt.mechanisms().equals(this.planned)) {
      throw Refusal.policy(
          "The statistics are not what the ledger reserved.",
          "Reserve the mechanisms of the very plan that runs.");
    }
  }

  /**
   * The next mechanism, discrete Gaussian or discrete Laplace noise on whole numbers.
   *
   * @param exact the numbers, any length, not changed
   * @return as many numbers, noisy
   */
  public synchronized Release<List<Long>> counts(long[] exact) {
    Mechanism mechanism = next();
    return new Release<>(noisy(exact, mechanism), List.of(mechanism), unit);
  }

  /**
   * The next mechanism, exponential: one choice for each row of scores.
   *
   * @param scores one row a choice, larger is better; any one patient moves the scores of at most
   *     as many rows as the mechanism's {@code releases}
   * @param sensitivity most that a patient moves a score by, in either direction, at least 1
   * @return the chosen index of every row
   */
  public synchronized Release<List<Integer>> selections(long[][] scores, long sensitivity) {
    if (!(next() instanceof ExponentialMechanism mechanism)) {
      throw outOfOrder();
    }
    double scale = Math.nextUp(2.0 * sensitivity / mechanism.range());
    List<Integer> chosen = new ArrayList<>();
    for (long[] row : scores) {
      chosen.add(noise.select(row, scale));
    }
    return new Release<>(chosen, List.of(mechanism), unit);
  }

  /**
   * The next two mechanisms, noise of shift 1 and an (0, δ) event: the groups whose noisy number of
   * patients reaches the {@link GroupThreshold}. A group that only one patient has stays hidden but
   * for a chance of at most δ over all of the patient's groups (Korolova et al. 2009).
   *
   * @param patients exact number of patients of every group that has any
   * @return the groups that may be named, in their own order
   */
  public synchronized <K> Release<List<K>> groups(SortedMap<K, Long> patients) {
    Mechanism mechanism = next();
    if (!(next() instanceof ApproximateDp event) || event.epsilon() != 0) {
      throw outOfOrder();
    }
    long least = GroupThreshold.of(mechanism, event.delta());
    long[] exact = patients.values().stream().mapToLong(Long::longValue).toArray();
    List<Long> noisy = noisy(exact, mechanism);
    List<K> kept = new ArrayList<>();
    int at = 0;
    for (Map.Entry<K, Long> group : patients.entrySet()) {
      if (noisy.get(at++) >= least) {
        kept.add(group.getKey());
      }
    }
    return new Release<>(List.copyOf(kept), List.of(mechanism, event), unit);
  }

  private List<Long> noisy(long[] exact, Mechanism mechanism) {
    long[] values = exact.clone();
    if (mechanism instanceof DiscreteGaussian gaussian && gaussian.releases() == 1) {
      if (values.length > 0) {
        noise.addDiscreteGaussian(values, gaussian.sigma());
      }
    } else if (mechanism instanceof DiscreteLaplace laplace && laplace.releases() == 1) {
      if (values.length > 0) {
        noise.addDiscreteLaplace(values, laplace.scale());
      }
    } else {
      throw outOfOrder();
    }
    return Arrays.stream(values).boxed().toList();
  }

  private Mechanism next() {
    if (done == planned.size()) {
      throw Refusal.budget(
          "All statistics that the ledger reserved are released.", "Reserve a new run for more.");
    }
    return planned.get(done++);
  }

  private static IllegalStateException outOfOrder() {
    return new IllegalStateException("the mechanisms are used in another order than planned");
  }
}

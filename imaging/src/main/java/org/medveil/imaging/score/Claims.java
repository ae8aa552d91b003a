package org.medveil.imaging.score;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settles over all files what no single file can show. For each old value the new value with most
 * claims is its image (of equal ones the smallest, so that the order of files does not matter);
 * other claims fail. Two old values with the same image fail both, except for shifts, which
 * patients may share.
 */
final class Claims {
  private final Map<Verdict.Claim.Kind, Map<String, String>> images =
      new EnumMap<>(Verdict.Claim.Kind.class);
  private final Map<Verdict.Claim.Kind, Map<String, Integer>> origins =
      new EnumMap<>(Verdict.Claim.Kind.class);

  private final IdMapping mapping;

  Claims(Collection<Verdict> verdicts, IdMapping mapping) {
    this.mapping = mapping;
    Map<Verdict.Claim.Kind, Map<String, Map<String, Integer>>> counts =
        new EnumMap<>(Verdict.Claim.Kind.class);
    for (Verdict verdict : verdicts) {
      if (verdict.claim() != null) {
        Verdict.Claim claim = verdict.claim();
        counts
            .computeIfAbsent(claim.kind(), kind -> new HashMap<>())
            .computeIfAbsent(claim.before(), before -> new TreeMap<>())
            .merge(claim.after(), 1, Integer::sum);
      }
    }
    counts.forEach(
        (kind, befores) -> {
          Map<String, String> image = new HashMap<>();
          befores.forEach((before, afters) -> image.put(before, most(afters)));
          images.put(kind, image);
          Map<String, Integer> origin = new HashMap<>();
          image.values().forEach(after -> origin.merge(after, 1, Integer::sum));
          origins.put(kind, origin);
        });
  }

  private static String most(Map<String, Integer> counts) {
    String most = null;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      if (most == null || entry.getValue() > counts.get(most)) {
        most = entry.getKey();
      }
    }
    return most;
  }

  List<Verdict> settle(Collection<Verdict> verdicts) {
    return verdicts.stream().map(this::settle).toList();
  }

  private Verdict settle(Verdict verdict) {
    Verdict.Claim claim = verdict.claim();
    if (claim == null) {
      return verdict;
    }
    if (claim.kind() != Verdict.Claim.Kind.SHIFT
        && !mapping.image(claim.before()).orElse(claim.after()).equals(claim.after())) {
      return verdict.settled(false, "not what the mapping says");
    }
    if (!images.get(claim.kind()).get(claim.before()).equals(claim.after())) {
      return verdict.settled(false, "not the same as elsewhere");
    }
    boolean shared =
        claim.kind() != Verdict.Claim.Kind.SHIFT
            && origins.get(claim.kind()).get(claim.after()) > 1;
    return verdict.settled(!shared, "two different ones became the same");
  }
}

package org.medveil.jobs.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Aggregation;
import org.medveil.dp.Bundle;
import org.medveil.dp.Declaration;
import org.medveil.dp.SigningKey;
import org.medveil.jobs.exchange.BundleFolder;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.exchange.GlobalModel;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.jobs.tables.Folders;

/** Bundles of a round to the next global model. */
final class AggregateStep {
  private AggregateStep() {}

  static List<Bundle> bundles(Folders exchange, int round, ConsortiumDeclaration consortium) {
    TreeSet<String> undeclared = new TreeSet<>(exchange.list(ExchangeLayout.round(round)));
    undeclared.remove(ExchangeLayout.GLOBAL);
    undeclared.removeAll(consortium.sites().keySet());
    if (!undeclared.isEmpty()) {
      throw Refusal.badData(
          "round " + round + " holds bundles of undeclared sites: " + undeclared,
          "the quorum is strict: exactly the declared sites");
    }
    List<Bundle> bundles = new ArrayList<>();
    consortium
        .sites()
        .forEach((site, key) -> bundles.add(checked(exchange, round, site, consortium)));
    return bundles;
  }

  private static Bundle checked(
      Folders exchange, int round, String site, ConsortiumDeclaration consortium) {
    Bundle bundle = BundleFolder.read(exchange, round, site, consortium.sites().get(site));
    if (!bundle.manifest().site().equals(site)) {
      throw Refusal.policy("the bundle in the folder of site " + site + " names another site", "");
    }
    if (!bundle.manifest().purpose().equals(consortium.purpose())) {
      throw Refusal.policy(
          "site " + site + " published for the purpose '" + bundle.manifest().purpose() + "'",
          "the consortium's purpose is '" + consortium.purpose() + "'");
    }
    if (bundle.manifest().epsilonAfter() > consortium.budget().epsilon()
        || bundle.manifest().delta() > consortium.budget().delta()) {
      throw Refusal.policy(
          "the receipt of site " + site + " states more privacy loss than the consortium allows",
          "allowed: epsilon "
              + consortium.budget().epsilon()
              + " at delta "
              + consortium.budget().delta()
              + ", unit patient, add/remove one");
    }
    return bundle;
  }

  /** The next model's files, signed. */
  static Map<String, byte[]> next(
      int round,
      StartingPoint start,
      List<Bundle> bundles,
      ConsortiumDeclaration consortium,
      SigningKey key) {
    Declaration declaration =
        new Declaration(
            round,
            consortium.sites(),
            consortium.weights(),
            consortium.normBound(),
            start.spec().sha256(),
            start.sha256());
    float[] next = Aggregation.next(start.parameters(), bundles, declaration);
    GlobalModel model =
        new GlobalModel(
            round, start.spec(), next, consortium.sites().keySet().stream().sorted().toList());
    return model.files(start.sha256(), "weighted mean, public weights", key);
  }
}

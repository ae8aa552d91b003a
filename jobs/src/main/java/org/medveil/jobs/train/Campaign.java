package org.medveil.jobs.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.Mechanism;
import org.medveil.dp.Reservation;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.exchange.StartingPoint;
import org.medveil.jobs.tables.Locations;
import org.medveil.learning.encode.Encoder;

/**
 * One round's run, named and priced before it starts.
 *
 * @param runId the same call always has the same id: site, round, and a hash of all settings
 * @param grid clip, grid and calibrated noise
 * @param mechanism what this round asks the ledger for
 */
record Campaign(String runId, GridGaussian grid, Mechanism mechanism) {
  static Campaign of(
      TrainSettings settings, StartingPoint start, Encoder encoder, String policySha256) {
    RoundPlan plan = settings.plan();
    double noiseMultiplier = plan.noiseMultiplier(settings.budget());
    GridGaussian grid = plan.grid(noiseMultiplier, start.spec());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("epsilon", settings.budget().epsilon());
    facts.put("delta", settings.budget().delta());
    facts.put("plan", plan.toString());
    facts.put("model", start.spec().sha256());
    facts.put("base", start.sha256());
    facts.put("encoder", encoder.id() + " " + encoder.sha256());
    facts.put("scaling", settings.scaling());
    facts.put("agreement", policySha256);
    String hash = Locations.sha256(Json.line(facts)).substring(0, 16);
    return new Campaign(
        settings.site() + "/" + settings.campaign() + "/round-" + settings.round() + "/" + hash,
        grid,
        plan.participation().mechanism(noiseMultiplier));
  }

  Reservation reservation(SitePolicy policy, String purpose) {
    return policy.reservation(runId, List.of(mechanism), purpose);
  }
}

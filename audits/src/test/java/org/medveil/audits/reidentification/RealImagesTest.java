package org.medveil.audits.reidentification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.statistics.Resampling;

/** Public chest X-rays of 185 patients at 64 x 64, by an encoder that was trained on nothing. */
@Tag("slow")
class RealImagesTest {
  private static final Resampling RESAMPLING = Resampling.seeded(1);

  @Test
  void patientsAreFoundAmongOneImageOfEachAndTheirSexIsTold() throws IOException {
    AuditRows rows = ChestXrays.encoded(ChestXrays.images(), "scattering-2x2");
    Set<String> seen = new HashSet<>();
    List<AuditRow> gallery = new ArrayList<>();
    List<AuditRow> probes = new ArrayList<>();
    for (AuditRow row : rows.all()) {
      (seen.add(row.subject()) ? gallery : probes).add(row);
    }
    assertEquals(185, gallery.size());
    assertEquals(464, probes.size());
    Comparison whitened = WhitenedCosine.of(rows.matrix(), rows.dimension(), 0.003);
    Identification found =
        Protocol.of(GalleryPolicy.EXTERNAL, 1)
            .between(AuditRows.of(probes), AuditRows.of(gallery), whitened);
    RatePoint rate = Rates.of(found, RESAMPLING).success(1);
    assertEquals(1.0 / 185, rate.chance(), 1e-12);
    assertTrue(rate.rate().interval().low() > 0.14, rate::toString);

    Map<String, Double> hits = new HashMap<>();
    for (int i = 0; i < probes.size(); i++) {
      hits.put(probes.get(i).instance(), found.hit(i, 1));
    }
    TraitFinding sex = new TraitAudit(rows, 5, RESAMPLING).findings(hits).get(0);
    assertEquals("sex=M", sex.trait());
    assertTrue(sex.all().value() >= 0.85, sex::toString);
  }
}

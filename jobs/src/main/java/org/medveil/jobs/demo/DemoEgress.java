package org.medveil.jobs.demo;

import static org.medveil.jobs.demo.DemoReport.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.exchange.EgressWalk;
import org.medveil.jobs.exchange.ExchangeLayout;
import org.medveil.jobs.tables.Folders;

/** What left each hospital, seen from outside. */
final class DemoEgress {
  private final DemoSettings demo;
  private final List<String> sites;

  DemoEgress(DemoSettings demo, List<String> sites) {
    this.demo = demo;
    this.sites = sites;
  }

  Map<String, Object> section() {
    Map<String, VerifyingKey> keys = new LinkedHashMap<>();
    for (String site : sites) {
      keys.put(site, VerifyingKey.read(demo.keys(site).resolve(Keys.VERIFYING)));
    }
    EgressWalk.Finding finding =
        EgressWalk.walk(Folders.at(demo.exchange("main").toString(), new Configuration()), keys);
    List<Map<String, Object>> files = new ArrayList<>();
    for (EgressWalk.Departed file : finding.files()) {
      if (!file.site().equals(ExchangeLayout.GLOBAL)) {
        files.add(
            map(
                "site",
                file.site(),
                "round",
                file.round(),
                "name",
                file.name(),
                "bytes",
                file.bytes(),
                "sha256",
                file.sha256()));
      }
    }
    return map(
        "allow_list",
        List.of(ExchangeLayout.DELTA, ExchangeLayout.MANIFEST, ExchangeLayout.SIGNATURE),
        "check_passed",
        finding.violations().isEmpty(),
        "check_detail",
        finding.violations().isEmpty()
            ? "Every file under the exchange was compared with the allow-list; every bundle's"
                + " signature, manifest keys and delta hash were verified."
            : String.join("; ", finding.violations()),
        "files",
        files);
  }
}

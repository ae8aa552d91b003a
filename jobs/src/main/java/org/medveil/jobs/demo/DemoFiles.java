package org.medveil.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The configuration files a real consortium would write by hand. */
final class DemoFiles {
  static final String PURPOSE = "macular-atrophy-progression";
  static final String AGREEMENT_ID = "demo-progression-2026";

  private DemoFiles() {}

  static void agreement(DemoSettings demo) {
    write(
        demo.agreement(),
        """
        agreement {
          id = "%s"
          purpose = "%s"
          legal-basis = "none needed: simulated cohort"
          ethics-id = "none needed: simulated cohort"
          expires = "2099-12-31"
          modalities = ["OP"]
          columns = ["laterality", "visit_index", "modality", "sex", "age_band", "label"]
          age-bands = [0, 18, 40, 60]
          k-anonymity = 5
          resolution = 32
          grayscale = false
          mirror-left-eyes = true
          standardize-colour = true
          burned-in-text = "mask-outside-field-of-view"
        }
        """
            .formatted(AGREEMENT_ID, PURPOSE));
  }

  static void site(DemoSettings demo, String site) {
    write(
        demo.conf(site),
        """
        ledger-key = "%s"
        policy {
          cohort = "%s/progression"
          epsilon = %s
          delta = %s
          purposes = ["%s"]
          max-clipping-norm = 1.0
        }
        train {
          site = "%s"
          epsilon = %s
          delta = %s
          sampling-rate = 1.0
          clipping-norm = %s
          learning-rate = %s
          expected-batch = %d
        }
        """
            .formatted(
                demo.keys(site).resolve("signing.key"),
                site,
                demo.epsilon(),
                demo.delta(),
                PURPOSE,
                site,
                demo.epsilon(),
                demo.delta(),
                DemoSettings.CLIPPING_NORM,
                DemoSettings.LEARNING_RATE,
                demo.patients()));
  }

  static void consortium(DemoSettings demo, String campaign, List<String> sites, int inputDim) {
    StringBuilder members = new StringBuilder();
    for (String site : sites) {
      members.append(
          String.format(
              Locale.ROOT,
              "    { name = \"%s\", key = \"../%s/keys/signing.pub\", weight = 1.0 }%n",
              site,
              site));
    }
    write(
        demo.consortium(campaign),
        """
        consortium {
          purpose = "%s"
          model = "logistic"
          input-dim = %d
          seed = 1
          epsilon = %s
          delta = %s
          norm-bound = 1000.0
          sites = [
        %s  ]
        }
        """
            .formatted(PURPOSE, inputDim, demo.epsilon(), demo.delta(), members));
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

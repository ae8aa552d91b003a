package org.medveil.jobs.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.testkit.Wire;

/** The minimizer and its rows on the way to an executor. */
class MinimizeWireTest {
  @Test
  void aMinimizerThatArrivedComesToTheSameResult(@TempDir Path folder) throws Exception {
    String example = Files.readString(Path.of("../conf/agreement.conf"));
    Path agreement = folder.resolve("agreement.conf");
    for (String rule : List.of("mask-outside-field-of-view", "reject", "examine")) {
      Files.writeString(agreement, example.replace("mask-outside-field-of-view\"", rule + "\""));
      comesToTheSameResult(DataUseAgreement.read(agreement), folder);
    }
  }

  private static void comesToTheSameResult(DataUseAgreement agreement, Path folder)
      throws Exception {
    byte[] key = new byte[Pseudonymizer.KEY_BYTES];
    Pseudonymizer pseudonyms = new Pseudonymizer(key);
    GroupReader reader = new GroupReader(new Minimizer(agreement), pseudonyms);
    Path file = Files.writeString(folder.resolve("not dicom.dcm"), "text");
    for (String modality : new String[] {"OP", "CT"}) {
      Candidate candidate = candidate(pseudonyms.encryptUri("file://" + file), modality);
      assertEquals(candidate, Wire.across(candidate));
      Minimized here = minimized(reader, candidate);
      Minimized there = minimized(Wire.across(reader), Wire.across(candidate));
      assertNotNull(here.reject());
      assertEquals(here.reject().get(3), there.reject().get(3), "reason");
      assertEquals(here.reject().get(4), Wire.across(there).reject().get(4), "detail");
    }
  }

  private static Minimized minimized(GroupReader reader, Candidate candidate) {
    return reader
        .minimizer()
        .refusal(candidate)
        .orElseGet(() -> reader.read(List.of(candidate), new Configuration()).next().next());
  }

  private static Candidate candidate(String uri, String modality) {
    return new Candidate(
        "i", 0, "s", uri, "hash", modality, "L", null, "L", 0, 0, modality, "F", "40-59", 1);
  }
}

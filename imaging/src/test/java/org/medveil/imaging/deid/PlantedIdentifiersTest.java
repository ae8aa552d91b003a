package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.dataset.DicomObject;

/**
 * 134 files of 58 invented patients, with 543 identifying strings planted where tools forget to
 * look: nested and private sequences, free text, curves, overlays, padding, preamble, JPEG
 * comments, file names.
 */
class PlantedIdentifiersTest {
  private static final int PLANTED = 543;

  /**
   * @param text the bytes as Latin 1, in lower case
   */
  private record Result(Attributes header, byte[] bytes, String text, Deidentified deidentified) {}

  @ParameterizedTest
  @ValueSource(strings = {"default", "research-basic", "longitudinal", "strict"})
  void noneIsLeftInAnyByte(String profile) throws DicomRejection {
    Path folder = PublicData.named("dicom_phi");
    Deidentifier engine =
        Deidentifier.of(DeidentificationProfile.shipped(profile), PublicData.key(1));
    int looked = 0;
    List<String> left = new ArrayList<>();
    for (Config file : truth(folder)) {
      Result result = run(engine, folder, file);
      for (Config hidden : file.getConfigList("hidden")) {
        String planted = hidden.getString(hidden.hasPath("uid") ? "uid" : "string");
        looked++;
        if (holds(result.text(), planted) || holdsText(result.deidentified().fileName(), planted)) {
          left.add(file.getString("file") + " " + hidden.getString("where"));
        }
      }
      for (var identifying : file.getConfig("standard_phi").entrySet()) {
        if (holds(result.text(), String.valueOf(identifying.getValue().unwrapped()))) {
          left.add(file.getString("file") + " " + identifying.getKey());
        }
      }
      assertEquals(List.of(), result.deidentified().residual().scan(result.bytes()));
    }
    assertEquals(PLANTED, looked);
    assertEquals(List.of(), left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"default"})
  void thePatientIsTheSameInEveryVisitAndEveryRun(String profile) throws DicomRejection {
    Path folder = PublicData.named("dicom_phi");
    Map<String, String> pseudonyms = new HashMap<>();
    Map<String, Long> shifts = new HashMap<>();
    for (Config file : truth(folder)) {
      Attributes one = run(engine(profile, 1), folder, file).header();
      Attributes two = run(engine(profile, 1), folder, file).header();
      Attributes other = run(engine(profile, 2), folder, file).header();
      String patient = file.getString("true_patient");
      String id = one.getString(Tag.PatientID);
      assertEquals(id, two.getString(Tag.PatientID));
      assertEquals(one.getString(Tag.SOPInstanceUID), two.getString(Tag.SOPInstanceUID));
      assertNotEquals(id, other.getString(Tag.PatientID));
      assertNotEquals(one.getString(Tag.SOPInstanceUID), other.getString(Tag.SOPInstanceUID));
      assertEquals(id, pseudonyms.computeIfAbsent(patient, p -> id));
      String before = file.getString("standard_phi.StudyDate");
      long shift = days(before) - days(one.getString(Tag.StudyDate));
      assertTrue(shift >= 1 && shift <= 365);
      assertEquals(shift, shifts.computeIfAbsent(patient, p -> shift), "intervals stay");
    }
    assertEquals(58, pseudonyms.values().stream().distinct().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"default"})
  void referencesLeadToTheirNewTargetsAndPixelsStay(String profile) throws DicomRejection {
    Path folder = PublicData.named("dicom_phi");
    Pseudonymizer key = PublicData.key(1);
    for (Config file : truth(folder)) {
      DicomObject before =
          PublicData.read(PublicData.bytes(folder.resolve(file.getString("file"))));
      Result result =
          run(Deidentifier.of(DeidentificationProfile.shipped(profile), key), folder, file);
      for (Config hidden : file.getConfigList("hidden")) {
        if (hidden.hasPath("uid")) {
          Attributes source = result.header().getNestedDataset(Tag.SourceImageSequence);
          String target = key.uid(hidden.getString("uid"));
          assertEquals(target, source.getString(Tag.ReferencedSOPInstanceUID));
        }
      }
      if (!before.pixels().orElseThrow().isEncapsulated()) {
        assertArrayEquals(
            before.pixels().orElseThrow().bytes(),
            PublicData.read(result.bytes()).pixels().orElseThrow().bytes());
      }
    }
  }

  private static Deidentifier engine(String profile, int key) {
    return Deidentifier.of(DeidentificationProfile.shipped(profile), PublicData.key(key));
  }

  private static Result run(Deidentifier engine, Path folder, Config file) throws DicomRejection {
    byte[] original = PublicData.bytes(folder.resolve(file.getString("file")));
    Deidentified done = engine.deidentify(PublicData.read(original));
    byte[] bytes = PublicData.written(done.object());
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return new Result(PublicData.read(bytes).dataset(), bytes, text, done);
  }

  private static List<? extends Config> truth(Path folder) {
    String json =
        new String(PublicData.bytes(folder.resolve("truth.json")), StandardCharsets.UTF_8);
    return ConfigFactory.parseString("{files: " + json + "}").getConfigList("files");
  }

  private static boolean holds(String text, String planted) {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      String wanted = new String(planted.getBytes(charset), StandardCharsets.ISO_8859_1);
      if (text.contains(wanted.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsText(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }

  private static long days(String date) {
    return ChronoUnit.DAYS.between(LocalDate.EPOCH, DateShift.day(date));
  }
}

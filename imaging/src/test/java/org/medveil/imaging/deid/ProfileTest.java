package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

class ProfileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "options = [clean-descriptor]|'clean-descriptor' is no option|clean-descriptors",
        "options = [], optoins = []|'optoins' is no key|options",
        "options = [], unknown-attributes = keep|'keep' is no value of unknown-attributes|remove",
        "options = [], rules = [{match = PatientNam, action = X}]|'PatientNam'|PatientName",
        "options = [], rules = [{match = PatientSex, action = Q}]|unknown action 'Q'|dummy",
        "options = [], rules = [{match = PatientID, action = K}]|keep the patient's name or ID|rule",
        "options = [], rules = [{match = \"(0019,100a)\", action = K}]|whose it is|creator",
        "options = [retain-longitudinal-full-dates, retain-longitudinal-modified-dates]|both|one of",
      })
  void whatIsNotKnownIsRefusedByName(String text, String sentence, String hint) {
    Refusal refusal = assertThrows(Refusal.class, () -> Sample.profile(text));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
    assertTrue(refusal.hint().contains(hint), refusal.hint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"default", "research-basic", "longitudinal", "longitudinal-full-dates", "strict"})
  void shippedProfilesCallThemselvesAsTheirFiles(String name) {
    assertEquals(name, DeidentificationProfile.shipped(name).name());
  }

  @Test
  void ownRulesWinAndTheMethodCodesSayWhatWasDone() throws Exception {
    Sample sample = new Sample().text(Tag.StationName, VR.SH, "CT-SCANNER-3");
    Attributes kept =
        sample.after(Sample.profile("options = [], rules = [{match = StationName, action = K}]"));
    assertEquals("CT-SCANNER-3", kept.getString(Tag.StationName));
    assertFalse(codes(kept).contains("113100"), "no longer the basic profile");
    Attributes basic = sample.after(Sample.profile("options = []"));
    assertNull(basic.getString(Tag.StationName));
    assertEquals(List.of("113100"), codes(basic));
    assertEquals("REMOVED", basic.getString(0x00280303));
  }

  @Test
  void pixelCodesAreAddedOnlyWhenTheWorkWasDone() throws Exception {
    var profile = Sample.profile("options = [clean-pixel-data, clean-descriptors]");
    Deidentified header = new Sample().afterAll(profile);
    assertEquals(List.of("113100", "113105"), codes(header.object().dataset()));
    Deidentified whole =
        header.withPixelWork(header.object(), java.util.Set.of(ProfileOption.CLEAN_PIXEL_DATA));
    assertEquals(List.of("113100", "113105", "113101"), codes(whole.object().dataset()));
    assertEquals("NO", whole.object().dataset().getString(Tag.BurnedInAnnotation));
  }

  @Test
  void theTypeInTheObjectDecidesBetweenRemovingEmptyAndDummy() throws Exception {
    var basic = Sample.profile("options = []");
    Sample ct = new Sample().text(Tag.ContentDate, VR.DA, "20200229");
    // Content Date is Z/D: type 2 or 3 in CT, so it may be empty.
    assertTrue(ct.after(basic).contains(Tag.ContentDate));
    assertNull(ct.after(basic).getString(Tag.ContentDate));
    // Acquisition Date is X/Z: type 3 in CT.
    Sample acquired = new Sample().text(Tag.AcquisitionDate, VR.DA, "20200229");
    assertFalse(acquired.after(basic).contains(Tag.AcquisitionDate));
    // Of a SOP class nobody knows, the stricter need is met.
    acquired.text(Tag.SOPClassUID, VR.UI, "1.2.3.99");
    assertTrue(acquired.after(basic).contains(Tag.AcquisitionDate));
  }

  @Test
  void whatIsInNoDictionaryGoes() throws Exception {
    Sample sample = new Sample().text(0x00081198 + 0x20000, VR.LO, "chest");
    sample.text(Tag.KVP, VR.DS, "120");
    Attributes after = sample.after(DeidentificationProfile.standard());
    assertFalse(after.contains(0x00081198 + 0x20000));
    assertEquals("120", after.getString(Tag.KVP));
  }

  @Test
  void agesOver89AreNinety() throws Exception {
    Sample sample = new Sample().text(Tag.PatientAge, VR.AS, "093Y");
    assertEquals(
        "090Y", sample.after(DeidentificationProfile.standard()).getString(Tag.PatientAge));
  }

  @Test
  void explanationsHoldNoValue() throws Exception {
    Sample sample = new Sample().text(Tag.StudyDescription, VR.LO, "CT Müller-Lüdenscheidt");
    for (Explained line : sample.afterAll(DeidentificationProfile.standard()).explained()) {
      assertFalse(line.toString().contains("denscheidt"), line.path());
      assertFalse(line.toString().contains("4711"), line.path());
    }
  }

  @Test
  void travelsToExecutorsAndDoesTheSameThere() throws Exception {
    Deidentifier here = Deidentifier.of(DeidentificationProfile.standard(), PublicData.key(9));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(here);
    }
    try (var objects = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      Deidentifier there = (Deidentifier) objects.readObject();
      assertEquals(
          here.deidentify(new Sample().object()).fileName(),
          there.deidentify(new Sample().object()).fileName());
      Deidentifier other = Deidentifier.of(here.profile(), PublicData.key(8));
      assertNotEquals(
          here.deidentify(new Sample().object()).fileName(),
          other.deidentify(new Sample().object()).fileName());
    }
  }

  private static List<String> codes(Attributes dataset) {
    return dataset.getSequence(Tag.DeidentificationMethodCodeSequence).stream()
        .map(code -> code.getString(Tag.CodeValue))
        .collect(Collectors.toList());
  }
}

package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.DataFolder;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.Finding.Evidence;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Photometric;
import org.medveil.imaging.codec.PixelFormat;
import org.medveil.imaging.deid.DeidentificationProfile;
import org.medveil.imaging.deid.Deidentifier;
import org.medveil.imaging.deidfile.FileDeidentifier;
import org.medveil.tesseract.Drawn;
import org.medveil.tesseract.TestModel;

/** The shipped policy with Tesseract beside the detector. */
class SecondReaderTest {
  private static final Path SHIPPED = Path.of("..", "conf", "deid", "pixel-rules.conf");

  @TempDir static Path folder;

  private static PixelPolicy policy;

  /** Nothing is read well enough for itself. */
  private static PixelPolicy ownWordsOnly;

  @BeforeAll
  static void readPolicy() throws IOException {
    TestModel.in(folder);
    policy = policy(70);
    ownWordsOnly = policy(100);
  }

  private static PixelPolicy policy(int confidence) throws IOException {
    Path file = folder.resolve("rules-" + confidence + ".conf");
    Files.writeString(
        file,
        Files.readString(SHIPPED)
            + "tesseract { tessdata = \""
            + folder
            + "\", languages = [eng], letters = 3, own-words-confidence = 0, confidence = "
            + confidence
            + " }\n");
    return PixelPolicy.read(file);
  }

  @Test
  void thePolicySaysWhatReadsAndWithWhat() {
    SecondReader reader = policy.secondReader().orElseThrow();
    assertTrue(reader.version().matches("tesseract 5\\.[0-9.]+"), reader.version());
    assertEquals(List.of("eng"), List.copyOf(reader.models().sha256ByLanguage().keySet()));
    assertTrue(reader.models().sha256ByLanguage().get("eng").matches("[0-9a-f]{64}"));
    assertFalse(policy.sha256().equals(PixelPolicy.read(SHIPPED).sha256()));
    assertEquals("none", PixelPolicy.read(SHIPPED).secondReader().map(r -> "one").orElse("none"));
  }

  private static Attributes header(String name) {
    Attributes header = new Attributes();
    header.setString(Tag.Modality, VR.CS, "CR");
    header.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY");
    header.setString(Tag.PatientName, VR.PN, name);
    header.setString(Tag.PatientID, VR.LO, "PID-5520917");
    return header;
  }

  private static FrameSource frames(Drawn drawn, int width, int height) {
    PixelFormat format =
        new PixelFormat(height, width, Photometric.MONOCHROME2, 16, 12, 11, false, false, false);
    byte[] bytes = new byte[2 * width * height];
    int[] values = drawn.values();
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    return FrameSource.of(List.of(new DecodedFrame(format, bytes)));
  }

  /** Ink of 3 % of the range: below what the detector takes for ink at all. */
  private static Drawn faint(String text) {
    return new Drawn(512, 300, 2).write(text, 60, 170, 20, 14);
  }

  @Test
  void aFaintNameIsFoundByTheHeadersWords() throws DicomRejection {
    Attributes header = header("Kowalski^Jan");
    FrameSource frames = frames(faint("KOWALSKI JAN"), 512, 300);
    PixelVerdict alone = new PixelExaminer(PixelPolicy.read(SHIPPED)).decide(header, frames);
    assertEquals(new PixelVerdict.Clean(true), alone, "the detector does not see it");
    PixelVerdict.Mask mask =
        assertInstanceOf(
            PixelVerdict.Mask.class, new PixelExaminer(ownWordsOnly).decide(header, frames));
    assertTrue(mask.examined());
    assertTrue(
        mask.findings().stream().anyMatch(f -> f.evidence() == Evidence.OWN_WORDS),
        () -> "" + mask.findings());
    Box name = Box.ofEdges(62, 157, 165, 169);
    assertTrue(mask.boxes().stream().anyMatch(box -> box.contains(name)), () -> "" + mask.boxes());
    PixelVerdict another = new PixelExaminer(ownWordsOnly).decide(header("Rossi^Anna"), frames);
    assertEquals(new PixelVerdict.Clean(true), another, "words of another patient");
  }

  /** Nothing of what was read is in what is handed on. */
  @Test
  void aVerdictTellsPlacesAndConfidencesAlone() throws DicomRejection {
    FrameSource frames = frames(faint("KOWALSKI JAN"), 512, 300);
    PixelVerdict verdict = new PixelExaminer(policy).decide(header("Kowalski^Jan"), frames);
    assertFalse(verdict.toString().toUpperCase().contains("KOWALSKI"), verdict.toString());
    for (Finding finding : verdict.findings()) {
      boolean read = finding.isRead();
      assertTrue(
          finding.detail().matches(read ? "confidence [0-9]{1,3}" : "score [0-9]+\\.[0-9]"),
          finding.detail());
    }
  }

  @Test
  void filesWithPlantedTextAreHiddenAndOthersLeftAlone() throws IOException, DicomRejection {
    Map<String, List<Box>> planted = PlantedFiles.boxes();
    PixelExaminer examiner = new PixelExaminer(policy);
    int hidden = 0;
    for (String name : planted.keySet()) {
      if (planted.get(name).isEmpty()) {
        continue;
      }
      PixelVerdict verdict = PlantedFiles.decide(name, examiner);
      PixelVerdict.Mask mask = assertInstanceOf(PixelVerdict.Mask.class, verdict, name);
      for (Box text : planted.get(name)) {
        assertTrue(
            text.equals(PlantedFiles.INVISIBLE)
                || mask.boxes().stream().anyMatch(box -> box.contains(text)),
            () -> name + " shows " + text);
      }
      assertTrue(mask.boxes().stream().noneMatch(PlantedFiles.MARKER::meets), name);
      hidden++;
    }
    assertEquals(12, hidden);
    List<String> clean =
        planted.keySet().stream().filter(name -> planted.get(name).isEmpty()).limit(8).toList();
    for (String name : clean) {
      assertEquals(new PixelVerdict.Clean(true), PlantedFiles.decide(name, examiner), name);
    }
  }

  /** A machine of the cluster with another file of that name. */
  @Test
  void aModelThatChangedSinceIsRefused() throws IOException {
    PixelExaminer examiner = new PixelExaminer(policy);
    Path model = folder.resolve("eng.traineddata");
    byte[] before = Files.readAllBytes(model);
    try {
      Files.write(model, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
      FrameSource frames = frames(faint("KOWALSKI"), 512, 300);
      Refusal refusal =
          assertThrows(Refusal.class, () -> examiner.decide(header("Kowalski"), frames));
      assertTrue(refusal.getMessage().contains("eng.traineddata"), refusal.getMessage());
      // A whole run, and not this file, is at fault: it is no quarantine.
      byte[] file = Files.readAllBytes(DataFolder.named("dicom_phi").resolve("IM00002.dcm"));
      Pseudonymizer pseudonyms = new Pseudonymizer(new byte[Pseudonymizer.KEY_BYTES]);
      Deidentifier headers =
          Deidentifier.of(DeidentificationProfile.shipped("default"), pseudonyms);
      FileDeidentifier kernel = new FileDeidentifier(headers, policy, false);
      assertThrows(Refusal.class, () -> kernel.clean(file));
    } finally {
      Files.write(model, before);
    }
  }
}

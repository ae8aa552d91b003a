package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Photometric;
import org.medveil.imaging.codec.PixelFormat;

/** What is let through, masked or quarantined under the policy that is shipped. */
class PixelExaminerTest {
  private final PixelExaminer examiner =
      new PixelExaminer(PixelPolicy.read(PixelRulesFileTest.SHIPPED));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Modality=CT,BodyPartExamined=CHEST,ImageType=ORIGINAL | Clean
          Modality=CT,BodyPartExamined=CHEST,ImageType=DERIVED | Clean
          Modality=CT,BodyPartExamined=CHEST,ImageType=ORIGINAL,ConversionType=WSD | NO_RULE
          Modality=CT,BodyPartExamined=CHEST,ImageType=DERIVED,SeriesDescription=Dose Report | NO_RULE
          Modality=CT,BodyPartExamined=CHEST,ImageType=ORIGINAL,BurnedInAnnotation=YES | DECLARED
          Modality=CT,BodyPartExamined=HEAD,ImageType=ORIGINAL | RECOGNISABLE_HEAD
          Modality=MR,BodyPartExamined=CHEST,SeriesDescription=t1 brain | RECOGNISABLE_HEAD
          Modality=MR,BodyPartExamined=KNEE,RecognizableVisualFeatures=YES | RECOGNISABLE_HEAD
          Modality=MR,BodyPartExamined=BRAIN,RecognizableVisualFeatures=NO,ImageType=ORIGINAL | Clean
          Modality=MR,ImageType=ORIGINAL | UNKNOWN_BODY_PART
          Modality=CR,BodyPartExamined=SKULL | Clean
          Modality=CR,BurnedInAnnotation=YES | DECLARED
          Modality=US | NO_RULE
          Modality=XA | NO_RULE
          Modality=ZZ | NO_RULE
          StationName=NOWHERE | NO_RULE
          Modality=XC | REFUSED_KIND
          Modality=OT,SOPClassUID=1.2.840.10008.5.1.4.1.1.104.1 | DOCUMENT
          Modality=CR,SOPClassUID=1.2.840.10008.5.1.4.1.1.7 | NO_RULE
          """)
  void theHeaderDecidesFirst(String header, String expected) throws DicomRejection {
    PixelVerdict verdict = examiner.decide(attributes(header), blank());
    String got =
        verdict instanceof PixelVerdict.Quarantine quarantine
            ? quarantine.concern().name()
            : verdict.getClass().getSimpleName();
    assertEquals(expected, got);
  }

  @Test
  void aMatchingRuleIsMaskedAndNamed() throws DicomRejection {
    Attributes header = attributes("Modality=US,Manufacturer=Medveil Example");
    header.setInt(Tag.Rows, VR.US, 480);
    header.setInt(Tag.Columns, VR.US, 640);
    PixelVerdict.Mask mask =
        assertInstanceOf(PixelVerdict.Mask.class, examiner.decide(header, blank()));
    // The second box lies below the 100 rows of this frame.
    assertEquals(List.of(new Box(0, 0, 100, 40)), mask.boxes());
    assertEquals(Finding.Evidence.RULE, mask.findings().get(0).evidence());
  }

  @Test
  void ultrasoundRegionsAreKeptAndTheRestIsMasked() throws DicomRejection {
    Attributes header = attributes("Modality=US");
    header.newSequence(Tag.SequenceOfUltrasoundRegions, 1).add(region(10, 20, 89, 99));
    PixelVerdict.Mask mask =
        assertInstanceOf(PixelVerdict.Mask.class, examiner.decide(header, blank()));
    assertEquals(
        List.of(new Box(0, 0, 100, 20), new Box(0, 20, 10, 80), new Box(90, 20, 10, 80)),
        mask.boxes());
  }

  @Test
  void regionsThatMakeNoSenseAreNoReasonToLetAnImageThrough() throws DicomRejection {
    Attributes header = attributes("Modality=US");
    header.newSequence(Tag.SequenceOfUltrasoundRegions, 1).add(region(50, 20, 10, 99));
    PixelVerdict verdict = examiner.decide(header, blank());
    assertEquals(new PixelVerdict.Quarantine(Concern.CONTRADICTION), verdict);
  }

  private static Attributes region(int left, int top, int right, int bottom) {
    Attributes item = new Attributes();
    item.setInt(Tag.RegionLocationMinX0, VR.UL, left);
    item.setInt(Tag.RegionLocationMinY0, VR.UL, top);
    item.setInt(Tag.RegionLocationMaxX1, VR.UL, right);
    item.setInt(Tag.RegionLocationMaxY1, VR.UL, bottom);
    return item;
  }

  private static Attributes attributes(String text) {
    Attributes header = new Attributes();
    for (String pair : text.split(",")) {
      String[] both = pair.split("=");
      int tag = HeaderValue.tagOf(both[0]);
      header.setString(tag, both[0].equals("SOPClassUID") ? VR.UI : VR.LO, both[1]);
    }
    return header;
  }

  private static FrameSource blank() {
    PixelFormat format =
        new PixelFormat(100, 100, Photometric.MONOCHROME2, 8, 8, 7, false, false, false);
    return FrameSource.of(List.of(new DecodedFrame(format, new byte[10_000])));
  }
}

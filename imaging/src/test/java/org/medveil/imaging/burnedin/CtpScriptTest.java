package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.contracts.Refusal;

/** Scripts that sites already own. */
class CtpScriptTest {
  private static final Attributes SCANNER = scanner();

  @Test
  void sectionsBecomeRulesAndTheRestIsComment() {
    List<RegionRule> rules =
        CtpScript.parse(
            "own.script",
            """
            A library of regions
            *****
            Acme, all models
              { Modality.equals("US") *           // ultrasound only
                [0008,0070].containsIgnoreCase("acme") }
              (0,0,640,40) (10, 20, 30, 40)
            Another
            { (0028,0010).isGreaterThan("600") } (1,2,3,4)
            """);
    assertEquals(List.of(new Box(0, 0, 640, 40), new Box(10, 20, 30, 40)), rules.get(0).mask());
    assertEquals("own.script line 4", rules.get(0).name());
    assertEquals(List.of(new Box(1, 2, 3, 4)), rules.get(1).mask());
    assertTrue(rules.get(0).when().holds(SCANNER));
    assertFalse(rules.get(1).when().holds(SCANNER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Modality.equals("US") | true
          Modality.equals("us") | false
          Modality.equalsIgnoreCase("us") | true
          Manufacturer.contains("Acme") | true
          Manufacturer.contains("acme") | false
          Manufacturer.containsIgnoreCase("ACME") | true
          Manufacturer.startsWith("The") | true
          Manufacturer.startsWithIgnoreCase("the") | true
          Manufacturer.endsWith("Works") | true
          Manufacturer.endsWithIgnoreCase("works") | true
          Manufacturer.matches(".*A[a-z]+e.*") | true
          Manufacturer.matches("Acme") | false
          Rows.isGreaterThan("479") | true
          Rows.isGreaterThan("480") | false
          Rows.isLessThan("481") | true
          ImageType.contains("PRIMARY") | true
          StationName.equals("") | true
          !Modality.equals("US") | false
          !!Modality.equals("US") | true
          Modality.equals("CT") + Modality.equals("US") | true
          Modality.equals("CT") + Modality.equals("MR") * Modality.equals("US") | false
          (Modality.equals("US") + Modality.equals("MR")) * Rows.equals("480") | true
          Modality.equals("US") + Modality.equals("MR") * Rows.equals("1") | true
          !(Modality.equals("CT") + Rows.equals("480")) | false
          [00080060].equals("US") | true
          ([0008,0060].equals("US")) | true
          (0008,0060).equals("US") * (0028,0010).equals("480") | true
          SeqOfUltrasoundRegions::RegionLocationMinY0.equals("7") | true
          [0018,6011]::[0018,601a].equals("7") | true
          [0018,6011]::[0018,601c].equals("") | true
          true. * Modality.equals("US") | true
          false. + Modality.equals("CT") | false
          """)
  void signatures(String signature, boolean holds) {
    List<RegionRule> rules = CtpScript.parse("x", "{ " + signature + " } (0,0,1,1)");
    assertEquals(holds, rules.get(0).when().holds(SCANNER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { Modality.isLike("US") } (0,0,1,1) | isLike
          { Modalitty.equals("US") } (0,0,1,1) | Modalitty
          { [0008,006].equals("US") } (0,0,1,1) | 0008,006
          { [0029[VENDOR]40].equals("US") } (0,0,1,1) | 0029[VENDOR
          { Modality.equals("US" } (0,0,1,1) | ')' is missing
          { Modality.equals("US) } (0,0,1,1) | quotes
          { Modality.equals("US") | '}' is missing
          { Modality.equals("US") } | no region
          { Modality.equals("US") } (0,0,1) | ',' is missing
          { Modality.equals("US") } (0,0,1,0) | no width or no height
          { Modality.equals("US") } (0,-5,1,1) | whole numbers
          { Rows.isGreaterThan("many") } (0,0,1,1) | cannot be compared
          { Rows.matches("(") } (0,0,1,1) | cannot be compared
          { Modality.equals("US") & Rows.equals("1") } (0,0,1,1) | '}' is missing
          (0,0,1,1) | before any signature
          no signature at all | no signature
          """)
  void whatIsNotKnownIsRefusedWithItsLine(String section, String why) {
    Refusal refusal =
        assertThrows(Refusal.class, () -> CtpScript.parse("s", "title\n\n" + section));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("line 3"), refusal.getMessage());
  }

  @Test
  void deepNestingIsRefusedAndDoesNotOverflow() {
    String deep = "(".repeat(100_000) + "true." + ")".repeat(100_000);
    assertThrows(Refusal.class, () -> CtpScript.parse("s", "{" + deep + "} (0,0,1,1)"));
    assertThrows(
        Refusal.class, () -> CtpScript.parse("s", "{" + "!".repeat(100_000) + "true. } (0,0,1,1)"));
  }

  private static Attributes scanner() {
    Attributes header = new Attributes();
    header.setString(Tag.Modality, VR.CS, "US");
    header.setString(Tag.Manufacturer, VR.LO, "The Acme Works");
    header.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY");
    header.setInt(Tag.Rows, VR.US, 480);
    Attributes region = new Attributes();
    region.setInt(Tag.RegionLocationMinY0, VR.UL, 7);
    header.newSequence(Tag.SequenceOfUltrasoundRegions, 1).add(region);
    return header;
  }
}

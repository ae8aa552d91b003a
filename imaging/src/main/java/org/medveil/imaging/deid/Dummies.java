package org.medveil.imaging.deid;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Values that say nothing and are valid for their VR and, in sequences, for their place. */
final class Dummies {
  static final String TEXT = "REMOVED";
  private static final String SCHEME = "99MEDVEIL";

  private Dummies() {}

  /** Puts a dummy; an element without a library VR gets the one of the standard. */
  static void put(Attributes level, int tag, VR vr) {
    switch (vr) {
      case SQ -> sequence(level, tag);
      case DA -> level.setString(tag, vr, "19000101");
      case DT -> level.setString(tag, vr, "19000101000000");
      case TM -> level.setString(tag, vr, "000000");
      case AS -> level.setString(tag, vr, "000Y");
      case DS, IS -> level.setString(tag, vr, "0");
      case AE, CS, LO, LT, PN, SH, ST, UT -> level.setString(tag, vr, TEXT);
      case UI -> level.setString(tag, vr, "2.25.0");
      case AT, FL, SL, UL -> level.setBytes(tag, vr, new byte[4]);
      case FD -> level.setBytes(tag, vr, new byte[8]);
      case SS, US -> level.setBytes(tag, vr, new byte[2]);
      default -> other(level, tag, vr);
    }
  }

  /** OB, OW and the long ones; UC and UR where the library knows them. */
  private static void other(Attributes level, int tag, VR vr) {
    switch (vr.name()) {
      case "UC" -> level.setString(tag, vr, TEXT);
      case "UR" -> level.setString(tag, vr, "urn:removed");
      default -> level.setBytes(tag, vr, new byte[8]);
    }
  }

  private static void sequence(Attributes level, int tag) {
    Sequence items = level.newSequence(tag, 1);
    Attributes item = new Attributes(level.bigEndian());
    items.add(item);
    switch (tag) {
      case Tag.ContentSequence -> content(item);
      case Tag.GraphicAnnotationSequence -> item.setString(Tag.GraphicLayer, VR.CS, TEXT);
      case Tag.VerifyingObserverSequence -> {
        item.setString(Tag.VerifyingOrganization, VR.LO, TEXT);
        item.setString(Tag.VerificationDateTime, VR.DT, "19000101000000");
        item.setString(Tag.VerifyingObserverName, VR.PN, TEXT);
        item.newSequence(Tag.VerifyingObserverIdentificationCodeSequence, 0);
      }
      case Tag.OperatorIdentificationSequence -> {
        Attributes person = new Attributes(level.bigEndian());
        item.newSequence(Tag.PersonIdentificationCodeSequence, 1).add(person);
        code(person);
      }
      default -> {
        if (AttributeDictionary.STANDARD.keyword(tag).contains("Code")) {
          code(item);
        }
      }
    }
  }

  private static void content(Attributes item) {
    item.setString(Tag.RelationshipType, VR.CS, "CONTAINS");
    item.setString(Tag.ValueType, VR.CS, "TEXT");
    Attributes finding = new Attributes(item.bigEndian());
    item.newSequence(Tag.ConceptNameCodeSequence, 1).add(finding);
    finding.setString(Tag.CodeValue, VR.SH, "121071");
    finding.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
    finding.setString(Tag.CodeMeaning, VR.LO, "Finding");
    item.setString(Tag.TextValue, VR.UT, TEXT);
  }

  private static void code(Attributes item) {
    item.setString(Tag.CodeValue, VR.SH, TEXT);
    item.setString(Tag.CodingSchemeDesignator, VR.SH, SCHEME);
    item.setString(Tag.CodeMeaning, VR.LO, TEXT);
  }
}

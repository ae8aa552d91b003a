package org.medveil.imaging.deid;

import java.io.Serializable;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.dataset.DicomObject;

/**
 * De-identifies DICOM objects after PS3.15 annex E, as a profile wants it. The same profile and key
 * give the same output, in any process, at any time: nothing is remembered between objects.
 * Immutable; serves many threads.
 */
public final class Deidentifier implements Serializable {
  private static final long serialVersionUID = 1;

  private final DeidentificationProfile profile;
  private final Pseudonymizer pseudonymizer;
  private final transient Rules rules;
  private final transient IdentityReader identities;

  private Deidentifier(DeidentificationProfile profile, Pseudonymizer pseudonymizer) {
    this.profile = profile;
    this.pseudonymizer = pseudonymizer;
    rules = new Rules(profile);
    identities = new IdentityReader(rules);
  }

  /** Of one profile and one site's or project's key. */
  public static Deidentifier of(DeidentificationProfile profile, Pseudonymizer pseudonymizer) {
    return new Deidentifier(profile, pseudonymizer);
  }

  /** What is wanted. */
  public DeidentificationProfile profile() {
    return profile;
  }

  /**
   * De-identifies one object. Its attributes are edited in place: the one given is used up.
   *
   * @throws DicomRejection when it has no patient ID or instance UID, without which its patient's
   *     dates and its references cannot be treated alike in all objects, and when an attribute
   *     contradicts itself
   */
  public Deidentified deidentify(DicomObject object) throws DicomRejection {
    return run(object, Journal.counting());
  }

  /** As {@link #deidentify}, and lists what was done to each attribute and why. */
  public Deidentified explain(DicomObject object) throws DicomRejection {
    return run(object, Journal.explaining());
  }

  private Deidentified run(DicomObject object, Journal journal) throws DicomRejection {
    try {
      return edited(object, journal);
    } catch (RuntimeException e) {
      // The library's message may quote a value: it goes no further.
      throw new DicomRejection(RejectReason.MALFORMED, "an attribute cannot be treated");
    }
  }

  private Deidentified edited(DicomObject object, Journal journal) throws DicomRejection {
    Attributes dataset = object.dataset();
    PixelNeighbours neighbours = new PixelNeighbours(object);
    String key = subjectKey(dataset);
    Identity identity = identities.read(dataset);
    Subject subject = Subject.of(pseudonymizer, key);
    Residual residual = new Residual(identity, subject.shift(), dataset);
    ValueEdit values = new ValueEdit(subject, identity, profile);
    String sopClass = String.valueOf(dataset.getString(Tag.SOPClassUID)).strip();
    new Editing(rules, values, sopClass, journal).edit(dataset, Place.TOP);
    Marks.put(dataset, rules);
    DicomObject cleaned = neighbours.clean(object.withNewMeta());
    return new Deidentified(
        cleaned, journal.counts(), journal.lines(), neighbours.unresolved(), residual);
  }

  private String subjectKey(Attributes dataset) throws DicomRejection {
    if (text(dataset, Tag.SOPInstanceUID).isEmpty()) {
      throw new DicomRejection(RejectReason.MISSING_IDENTIFIER, "no SOPInstanceUID");
    }
    String patient = text(dataset, Tag.PatientID);
    if (!patient.isEmpty()) {
      return pseudonymizer.subject(patient);
    }
    String study = text(dataset, Tag.StudyInstanceUID);
    if (profile.choices().studyForPatient() && !study.isEmpty()) {
      return pseudonymizer.study(study);
    }
    throw new DicomRejection(RejectReason.MISSING_IDENTIFIER, "no PatientID");
  }

  private static String text(Attributes dataset, int tag) {
    String text = dataset.getString(tag);
    return text == null ? "" : text.strip();
  }

  private Object readResolve() {
    return of(profile, pseudonymizer);
  }

  @Override
  public String toString() {
    return "Deidentifier[" + profile.name() + "]";
  }
}

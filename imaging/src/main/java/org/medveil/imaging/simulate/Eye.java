package org.medveil.imaging.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * One eye of one patient: what stays with it over the visits, and what the identity and disease
 * gains let each photograph see of it. For one thread.
 */
final class Eye {
  private static final double ANATOMY_BETWEEN_EYES = .6;
  private static final double VESSELS_BETWEEN_EYES = .3;

  private final Laterality side;
  private final Demographics person;
  private final double identityGain;
  private final Draw stream;
  private final Latent anatomy;
  private final Latent vessels;
  private final Latent lesion;
  private final DiseaseCourse truth;
  private final DiseaseCourse drawn;
  private final List<Vessel> grown = new ArrayList<>();

  /** The patient's stream, shared by both eyes, decides all of it. */
  Eye(Laterality side, Demographics person, Draw patient, CohortSettings settings) {
    this.side = side;
    this.person = person;
    this.identityGain = settings.identityGain();
    this.stream = patient.child("eye " + side);
    this.anatomy = common("anatomy", patient, ANATOMY_BETWEEN_EYES);
    this.vessels = common("vessels", patient, VESSELS_BETWEEN_EYES);
    this.lesion = common("lesion", patient, VESSELS_BETWEEN_EYES);
    Latent both = Latent.of(patient.child("disease"));
    Latent own = Latent.of(stream.child("disease"));
    this.truth = DiseaseCourse.of(both, own);
    double gain = settings.diseaseGain();
    this.drawn =
        DiseaseCourse.of(
            Latent.mix(both, patient.child("decoy"), gain),
            Latent.mix(own, stream.child("decoy"), gain));
  }

  Laterality side() {
    return side;
  }

  /** The course the label comes from. */
  DiseaseCourse truth() {
    return truth;
  }

  /** The course the photographs show; the true one where the disease gain is 1. */
  DiseaseCourse drawn() {
    return drawn;
  }

  /** What stands before the camera at this exposure. */
  FundusPhotograph.Subject at(double years, Draw exposure) {
    Draw own = exposure.child("identity");
    EyeAnatomy eye = anatomy(exposure);
    Latent shape = Latent.mix(lesion, own.child("lesion"), identityGain);
    LesionPainter.Lesion atrophy =
        new LesionPainter.Lesion(
            new LesionShape(shape, drawn.area(years)), drawn.activity(), years, shape.child(99));
    return new FundusPhotograph.Subject(eye, tree(eye, own), atrophy);
  }

  /** The anatomy this exposure sees: always the same where the identity gain is 1. */
  EyeAnatomy anatomy(Draw exposure) {
    Draw own = exposure.child("identity");
    // A texture's seed cannot be shared in part: it is the eye's own with probability gain².
    boolean same = own.uniform(0) < identityGain * identityGain;
    return EyeAnatomy.of(
        Latent.mix(anatomy, own.child("anatomy"), identityGain),
        (same ? stream : own).child("texture"),
        person);
  }

  /** Grown once where all exposures see the same anatomy. */
  private List<Vessel> tree(EyeAnatomy eye, Draw own) {
    if (identityGain < 1) {
      return VesselTree.grow(eye, Latent.mix(vessels, own.child("vessels"), identityGain));
    }
    if (grown.isEmpty()) {
      grown.addAll(VesselTree.grow(eye, vessels));
    }
    return grown;
  }

  private Latent common(String what, Draw patient, double betweenEyes) {
    return Latent.mix(Latent.of(patient.child(what)), stream.child(what), Math.sqrt(betweenEyes));
  }
}

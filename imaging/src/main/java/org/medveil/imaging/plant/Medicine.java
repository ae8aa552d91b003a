package org.medveil.imaging.plant;

import java.util.List;

/** Words of radiology that a careful de-identifier leaves in descriptions and comments. */
final class Medicine {
  private static final List<String> REGIONS =
      List.of(
          ("CHEST ABDOMEN PELVIS BRAIN SPINE KNEE SHOULDER HIP LIVER KIDNEY LUNG HEART HEAD NECK"
                  + " FOOT HAND WRIST ANKLE BONE RETINA THORAX SKULL")
              .split(" "));
  private static final List<String> MANNERS =
      List.of(
          ("AXIAL SAGITTAL CORONAL LATERAL CONTRAST FLAIR DIFFUSION BILATERAL SCREENING PORTABLE"
                  + " ANGIOGRAPHY PERFUSION LOCALIZER")
              .split(" "));
  private static final List<String> FINDINGS =
      List.of(
          ("fracture pneumonia effusion nodule edema hemorrhage stenosis metastasis carcinoma"
                  + " hypertension diabetes asthma fever cough pain dyspnea infarction aneurysm"
                  + " embolism retinopathy cyst lesion tumor")
              .split(" "));

  private Medicine() {}

  static String region(Invented patient, Chance chance) {
    return other(REGIONS, patient, chance);
  }

  static String manner(Invented patient, Chance chance) {
    return other(MANNERS, patient, chance);
  }

  static String finding(Invented patient, Chance chance) {
    return other(FINDINGS, patient, chance);
  }

  /** Never the patient's own name: there "Bone" has to go, in all other patients' files stay. */
  private static String other(List<String> words, Invented patient, Chance chance) {
    int at = chance.below(words.size());
    while (patient.isCalled(words.get(at))) {
      at = (at + 1) % words.size();
    }
    return words.get(at);
  }
}

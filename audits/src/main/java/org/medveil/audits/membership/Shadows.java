package org.medveil.audits.membership;

import java.util.Arrays;
import java.util.List;
import org.medveil.dp.evaluation.Auroc;
import org.medveil.learning.PatientExamples;

/**
 * What all models say about all images: log-odds of the image's own label, ln(p/(1−p)), which is
 * nearly normal over models (Carlini et al. 2022). An image's number runs through the patients in
 * their order.
 */
public final class Shadows {
  private final ShadowDesign design;
  private final int[] first;
  private final int[] labels;
  private final double[][] confidence;

  /**
   * @param design who was in which model
   * @param patients all of them, in the design's order; labels 0 or 1
   * @param logits of label 1, for each model one for each image
   */
  public Shadows(ShadowDesign design, List<PatientExamples> patients, float[][] logits) {
    if (patients.size() != design.patients() || logits.length != design.models()) {
      throw new IllegalArgumentException("the design has other patients or models");
    }
    this.design = design;
    this.first = new int[patients.size() + 1];
    for (int p = 0; p < patients.size(); p++) {
      first[p + 1] = first[p] + patients.get(p).size();
    }
    this.labels = new int[first[patients.size()]];
    this.confidence = new double[logits.length][first[patients.size()]];
    for (int m = 0; m < logits.length; m++) {
      for (int p = 0; p < patients.size(); p++) {
        int[] own = patients.get(p).labels();
        for (int i = 0; i < own.length; i++) {
          double logit = logits[m][first[p] + i];
          labels[first[p] + i] = own[i];
          confidence[m][first[p] + i] = own[i] == 1 ? logit : -logit;
        }
      }
    }
  }

  /** Who was in which model. */
  public ShadowDesign design() {
    return design;
  }

  int firstImage(int patient) {
    return first[patient];
  }

  int images() {
    return first[first.length - 1];
  }

  /** Log-odds of an image's own label. */
  double confidence(int model, int image) {
    return confidence[model][image];
  }

  /** The mean over a patient's images. */
  double patientConfidence(int model, int patient) {
    double sum = 0;
    for (int i = first[patient]; i < first[patient + 1]; i++) {
      sum += confidence[model][i];
    }
    return sum / (first[patient + 1] - first[patient]);
  }

  /** The mean over models of the AUROC on images of patients the model has not seen. */
  public double meanUnseenAuroc() {
    double sum = 0;
    for (int m = 0; m < design.models(); m++) {
      float[] scores = new float[images()];
      int[] kept = new int[images()];
      int count = 0;
      for (int p = 0; p < design.patients(); p++) {
        for (int i = first[p]; i < first[p + 1] && !design.in(m, p); i++) {
          scores[count] = (float) (labels[i] == 1 ? confidence[m][i] : -confidence[m][i]);
          kept[count++] = labels[i];
        }
      }
      sum += Auroc.of(Arrays.copyOf(scores, count), Arrays.copyOf(kept, count));
    }
    return sum / design.models();
  }
}

package org.medveil.audits.fairness;

/** A figure of a group. */
public enum Metric {
  /** Share of images with the event. */
  PREVALENCE("prevalence", null),
  /** Chance that an image with the event scores above one without; ties count half. */
  AUROC("AUROC", 0.5),
  /** AUROC in the group minus AUROC among everyone else. */
  AUROC_GAP("AUROC, group minus everyone else", null),
  /** Share of images with the event that are called, at the threshold of all groups. */
  TPR("true positive rate", null),
  /** TPR in the group minus TPR among everyone else. */
  TPR_GAP("true positive rate, group minus everyone else", null),
  /** Share of images without the event that are called, at the same threshold. */
  FPR("false positive rate", null),
  /** FPR in the group minus FPR among everyone else. */
  FPR_GAP("false positive rate, group minus everyone else", null),
  /** Mean squared distance between probability and label. */
  BRIER("Brier score", null),
  /** Expected calibration error: mean distance between said and seen, ten bins of equal mass. */
  ECE("expected calibration error", null),
  /** Calibration in the large: the shift of the log-odds that fits; 0 is calibrated. */
  INTERCEPT("calibration intercept", null),
  /** The stretch of the log-odds that fits (Cox 1958); 1 is calibrated, below 1 too sure. */
  SLOPE("calibration slope", null),
  /** AUROC of the private model minus AUROC of the one without privacy, on the same images. */
  COST("AUROC, private minus non-private", null),
  /** COST in the group minus COST among everyone else. */
  COST_GAP("cost of privacy, group minus everyone else", null);

  private final String label;
  private final Double chance;

  Metric(String label, Double chance) {
    this.label = label;
    this.chance = chance;
  }

  /** As it is called in documents. */
  public String label() {
    return label;
  }

  /** What guessing reaches, or null. */
  public Double chance() {
    return chance;
  }

  /** Whether it compares the group with everyone else. */
  public boolean gap() {
    return this == AUROC_GAP || this == TPR_GAP || this == FPR_GAP || this == COST_GAP;
  }
}

package org.medveil.audits.reidentification;

import org.medveil.audits.statistics.Estimate;

/**
 * How well one value of a trait is told from the others, by an attacker that never saw the patient.
 *
 * @param trait e.g. {@code sex=F}
 * @param all area under the ROC curve on all images
 * @param found on the images that were re-identified
 * @param missed on the others
 * @param difference found − missed, paired
 * @param patients of the images
 */
public record TraitFinding(
    String trait,
    Estimate all,
    Estimate found,
    Estimate missed,
    Estimate difference,
    int patients) {}

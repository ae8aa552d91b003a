/**
 * Can a patient be found again by an image's vector? Gallery and probes under a policy, attackers,
 * rates with their chance level, verification, open set, confounders.
 *
 * <p>Every attacker is a {@link org.medveil.audits.reidentification.Comparison}: two maps and an
 * inner product, so one blocked product serves them all. A probe's rank comes from counts: how many
 * other patients' images score above its best mate. Success at any k, smaller galleries and
 * galleries of like patients follow from these counts exactly, without drawing galleries by chance.
 *
 * <p>What must not be here: Spark, files, sentences for people.
 */
package org.medveil.audits.reidentification;

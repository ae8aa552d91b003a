/**
 * Which part of an image, and which directions of its vector, carry identity, demographics and
 * disease.
 */
package org.medveil.jobs.auditablation;

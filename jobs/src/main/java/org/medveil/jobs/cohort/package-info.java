/** The labelled vectors of a warehouse, as training and evaluation read them. */
package org.medveil.jobs.cohort;

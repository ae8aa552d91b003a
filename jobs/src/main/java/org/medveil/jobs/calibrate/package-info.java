/** Which noise, sampling rate or number of steps fits a budget. */
package org.medveil.jobs.calibrate;

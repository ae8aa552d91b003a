/** A committed site update to a signed bundle in the exchange. */
package org.medveil.jobs.publish;

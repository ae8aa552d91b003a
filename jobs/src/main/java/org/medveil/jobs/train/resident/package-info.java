/**
 * The line between the driver and the tasks of one resident stage: parameters down, integer sums
 * up, over Spark's own network layer. It knows numbers only: no patients, no models, and it never
 * accepts a peer that has not proved the secret.
 */
package org.medveil.jobs.train.resident;

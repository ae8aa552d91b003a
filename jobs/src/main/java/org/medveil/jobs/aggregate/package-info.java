/** All sites' bundles of a round to the next global model. */
package org.medveil.jobs.aggregate;

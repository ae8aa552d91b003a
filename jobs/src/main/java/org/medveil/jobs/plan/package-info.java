/** How long, how much memory, how many partitions: foretold from what was measured once. */
package org.medveil.jobs.plan;

/** Verb {@code expire}: a warehouse keeps what its present rows need, and no more. */
package org.medveil.jobs.expire;

/**
 * Whether it can be told from a model who was in its training data: attacks that score patients,
 * and how often they are right. Where models are trained, and on what cluster, is not here.
 */
package org.medveil.audits.membership;

/**
 * Door frames of the house: which tables exist, which columns they hold, which zone they belong to,
 * which way data may flow, and how a job may end. Nothing here computes; nothing here depends on
 * anything.
 */
package org.medveil.contracts;

/**
 * All configured audits by one command, and the page an ethics board reads. Runs the other verbs by
 * the command lines a user would type; it measures nothing itself.
 */
package org.medveil.jobs.auditall;

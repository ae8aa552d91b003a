/**
 * How a verb talks to its caller: options, configuration file, progress, result line, exit code.
 */
package org.medveil.jobs.cli;

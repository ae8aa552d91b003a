/** The whole spine on a simulated consortium, by the same command lines a user would type. */
package org.medveil.jobs.demo;

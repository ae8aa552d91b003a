/** The tables: the only reader and writer of Iceberg, checked against {@code contracts}. */
package org.medveil.jobs.tables;

/** What tests of several rooms share: one Spark session a JVM, and where real data lies. */
package org.medveil.testkit;

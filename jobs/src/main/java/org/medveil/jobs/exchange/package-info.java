/** What crosses the wall: layout, bundles, global models. */
package org.medveil.jobs.exchange;

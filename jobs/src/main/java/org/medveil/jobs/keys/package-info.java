/** Makes the site's keys. */
package org.medveil.jobs.keys;

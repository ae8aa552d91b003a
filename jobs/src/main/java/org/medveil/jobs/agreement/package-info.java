/** The data-use agreement and the site's policy: what a run may do with the hospital's data. */
package org.medveil.jobs.agreement;

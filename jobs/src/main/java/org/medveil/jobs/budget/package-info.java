/** The site's privacy ledger: what its cohorts have spent and have left. */
package org.medveil.jobs.budget;

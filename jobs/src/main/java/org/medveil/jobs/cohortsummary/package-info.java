/** How large a hospital's cohort is, noised: what it may tell the consortium before a campaign. */
package org.medveil.jobs.cohortsummary;

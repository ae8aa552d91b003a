/** What a run costs in privacy: from settings, from a list of mechanisms, or row by row. */
package org.medveil.jobs.account;

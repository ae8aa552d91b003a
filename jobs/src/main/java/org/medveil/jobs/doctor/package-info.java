/** Is this machine ready? */
package org.medveil.jobs.doctor;

/** Catalogue to images: only what the agreement's purpose needs. */
package org.medveil.jobs.minimize;

/** Images to vectors, by an encoder that costs no privacy. */
package org.medveil.jobs.encode;

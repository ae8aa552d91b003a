/** How well a global model does on a hold-out. */
package org.medveil.jobs.evaluate;

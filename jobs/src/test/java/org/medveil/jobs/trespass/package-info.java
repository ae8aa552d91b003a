/** A verb that breaks the house rules on purpose: a rule that cannot fail is none. */
package org.medveil.jobs.trespass;

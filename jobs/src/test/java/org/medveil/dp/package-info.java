/** A split package on purpose: a rule that cannot fail is none. */
package org.medveil.dp;

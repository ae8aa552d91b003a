/**
 * What an eraser removed and what it kept, measured on patients no fit has seen, by attackers that
 * are trained anew on erased vectors.
 *
 * <p>What must not be here: fitting of erasers, Spark, files.
 */
package org.medveil.audits.removal;

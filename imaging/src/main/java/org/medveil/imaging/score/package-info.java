/**
 * The referee: a MIDI-B-style answer key and what it takes to check a de-identified file against
 * it. It knows what PS3.15 asks for, and must not know how Medveil does it: nothing of the package
 * {@code deid} may be used here.
 */
package org.medveil.imaging.score;

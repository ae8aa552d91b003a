/**
 * How good is a de-identifier? Plants synthetic identifiers with an answer key, and scores what a
 * de-identifier made of them, MIDI-B-style. What must not be here: anything that knows how Medveil
 * de-identifies.
 */
package org.medveil.jobs.deidscore;

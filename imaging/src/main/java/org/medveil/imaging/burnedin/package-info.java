/**
 * Text and faces in pixels: region rules and CTP scripts, ultrasound regions, what each kind of
 * image must show before it is let through, a detector of writing, masks and the look afterwards.
 * Nothing here reads text: a detector says where writing is, never what it says.
 */
package org.medveil.imaging.burnedin;

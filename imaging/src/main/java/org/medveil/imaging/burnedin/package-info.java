/**
 * Text and faces in pixels: region rules and CTP scripts, ultrasound regions, what each kind of
 * image must show before it is let through, a detector of writing, masks and the look afterwards.
 * The detector says where writing is, never what it says. A text reader, which lives in another
 * room and is used when a policy asks for it, reads; what it reads is compared with the header and
 * forgotten.
 */
package org.medveil.imaging.burnedin;

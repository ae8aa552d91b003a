/**
 * Plants synthetic protected health information into DICOM files and writes down, as a MIDI-B-style
 * answer key, what PS3.15 then asks for. All names, numbers and dates are invented. Nothing of the
 * package {@code deid} may be used here: the key must not repeat its mistakes.
 */
package org.medveil.imaging.plant;

/**
 * A DICOM file as it is: read wholly or up to its pixel data, changed by others, written back with
 * everything that was not changed byte for byte what it was. What must not be here: rules about
 * what may stay in a file, and the decoding of pixels.
 */
package org.medveil.imaging.dataset;

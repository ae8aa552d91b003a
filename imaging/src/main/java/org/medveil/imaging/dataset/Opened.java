package org.medveil.imaging.dataset;

import org.dcm4che3.data.Attributes;

/**
 * A file while it is read.
 *
 * @param preamble 128 bytes, or none
 * @param meta group 0002
 * @param dataset filled as reading goes on
 * @param transferSyntax given or guessed
 * @param originals what it looked like
 */
record Opened(
    byte[] preamble,
    Attributes meta,
    Attributes dataset,
    String transferSyntax,
    Originals originals) {}

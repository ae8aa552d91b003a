package org.medveil.imaging.codec;

/**
 * One subband of a tile-component.
 *
 * @param orientation 0 LL, 1 HL, 2 LH, 3 HH
 * @param x0 left edge in the band's own coordinates
 * @param y0 top
 * @param x1 behind the right edge
 * @param y1 behind the bottom
 * @param planes bit-planes a coefficient may have
 * @param step size of a quantization step; 1 when reversible
 * @param column of the arranged coefficients where the band begins
 * @param row likewise
 */
record J2kBand(
    int orientation, int x0, int y0, int x1, int y1, int planes, float step, int column, int row) {}

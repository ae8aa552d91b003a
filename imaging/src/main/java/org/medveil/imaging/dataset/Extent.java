package org.medveil.imaging.dataset;

/** How far a file is read. */
public enum Extent {
  /** Up to the pixel data, which is neither read nor checked. Cannot be written back. */
  HEADER,
  /** To the last byte. */
  WHOLE
}

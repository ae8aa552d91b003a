package org.medveil.jobs.deidentify;

/** How masked frames are written, as typed. */
enum Compression {
  /** Explicit VR little endian. */
  none,
  /** RLE Lossless. */
  rle
}

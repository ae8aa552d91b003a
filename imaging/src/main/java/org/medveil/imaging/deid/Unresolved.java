package org.medveil.imaging.deid;

/** What the engine of headers cannot answer for; an object with any of these is not released. */
public enum Unresolved {
  /** A video stream may carry user data and text; it is not looked into. */
  VIDEO_STREAM,
  /** Overlay planes are in unused bits of pixels that would have to be decoded to clear them. */
  OVERLAY_IN_COMPRESSED_PIXELS,
  /** A recorded voice identifies, whatever it says. */
  VOICE_RECORDING
}

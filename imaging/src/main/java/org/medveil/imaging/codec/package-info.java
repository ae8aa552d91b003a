/**
 * From the value of (7FE0,0010) to the samples of a frame, and back for frames that were masked:
 * one decoder for each transfer syntax, all pure Java. Nothing is allocated on the word of a
 * codestream: its own header is compared with the pixel module first. No Spark.
 */
package org.medveil.imaging.codec;

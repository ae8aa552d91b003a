/**
 * Tesseract as the second reader of the pixel step: the native library, what a plane is made into
 * before it is read, and the words with their places. What must not be here: what a word is
 * compared with, what is done about it, and any place where a text could be written to.
 */
package org.medveil.tesseract;

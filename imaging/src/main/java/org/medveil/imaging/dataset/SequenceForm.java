package org.medveil.imaging.dataset;

import java.util.List;
import org.dcm4che3.data.Attributes;

/**
 * A sequence as it was in the file.
 *
 * @param items in order
 * @param undefinedLength ended by a delimiter, not by its length
 * @param syntax of its items; inside UN it is another than outside (PS3.5 6.2.2)
 */
record SequenceForm(List<Attributes> items, boolean undefinedLength, Syntax syntax) {}

package org.medveil.imaging.dataset;

import java.util.List;

/** Encapsulated items, of an icon image for one. */
record FragmentsForm(List<byte[]> fragments) {}

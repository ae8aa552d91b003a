package org.medveil.imaging.deid;

import java.util.List;

/** What a profile has besides its options. */
record ProfileParts(List<CustomRule> rules, SafePrivate safePrivate, FineChoices choices) {}

package org.medveil.imaging.deid;

import java.util.List;
import java.util.Set;

/** What a profile has besides its options. */
record ProfileParts(
    List<CustomRule> rules, SafePrivate safePrivate, Set<String> terms, FineChoices choices) {}

package org.medveil.jobs.cli;

import java.util.regex.Pattern;

/** Masks what no log, manifest or metrics file may show; the launcher masks by the same words. */
final class Secrets {
  private static final String WORD = "(?:password|passwd|secret|token|credential|access[._-]?key)";
  private static final Pattern NAME = Pattern.compile("(?i).*" + WORD + ".*");
  private static final Pattern INSIDE = Pattern.compile("(?i)(" + WORD + "[A-Z._-]*=)[^;&]*");
  private static final Pattern LOGIN = Pattern.compile("(://[^/:@]*):[^/@]*@");
  private static final String MASK = "***";

  private Secrets() {}

  /** The value as it may be shown: all hidden by its option's name, or the part that is secret. */
  static String masked(String name, String value) {
    if (NAME.matcher(name).matches() && !name.endsWith("-file")) {
      return MASK;
    }
    String inside = INSIDE.matcher(value).replaceAll("$1***");
    return LOGIN.matcher(inside).replaceAll("$1:***@");
  }
}

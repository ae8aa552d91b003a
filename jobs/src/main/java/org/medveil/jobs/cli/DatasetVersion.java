package org.medveil.jobs.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run read or wrote, named as OpenLineage names data sets.
 *
 * @param namespace the store: {@code file}, or scheme and authority such as {@code hdfs://nn:8020}
 * @param name the path in it
 * @param version snapshot id or SHA-256; empty when there is none
 */
public record DatasetVersion(String namespace, String name, Optional<String> version) {
  private static final Pattern URI =
      Pattern.compile("(?<scheme>[a-z][a-z0-9+.-]*):(//(?<authority>[^/]*))?(?<path>/.*)");

  public DatasetVersion {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
  }

  /**
   * A folder, table or file by its location as Hadoop writes it, blanks and all; a plain path is
   * one of namespace {@code file}.
   */
  public static DatasetVersion at(String location, Optional<String> version) {
    Matcher uri = URI.matcher(location);
    if (!uri.matches()) {
      return new DatasetVersion("file", location, version);
    }
    String scheme = uri.group("scheme");
    String authority = Optional.ofNullable(uri.group("authority")).orElse("");
    return new DatasetVersion(
        authority.isEmpty() ? scheme : scheme + "://" + authority, uri.group("path"), version);
  }
}

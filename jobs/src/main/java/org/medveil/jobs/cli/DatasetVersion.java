package org.medveil.jobs.cli;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run read or wrote, named as OpenLineage names data sets.
 *
 * @param namespace the store: {@code file}, or scheme and authority such as {@code hdfs://nn:8020}
 * @param name the path in it
 * @param version snapshot id or SHA-256; empty when there is none
 */
public record DatasetVersion(String namespace, String name, Optional<String> version) {
  public DatasetVersion {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(name);
    Objects.requireNonNull(version);
  }

  /**
   * A folder, table or file by its URI; what is no URI is its own name in namespace {@code file}.
   */
  public static DatasetVersion at(String location, Optional<String> version) {
    URI uri;
    try {
      uri = URI.create(location);
    } catch (IllegalArgumentException e) {
      return new DatasetVersion("file", location, version);
    }
    if (uri.getScheme() == null || uri.getPath() == null || "file".equals(uri.getScheme())) {
      return new DatasetVersion("file", uri.getPath() == null ? location : uri.getPath(), version);
    }
    String authority = uri.getAuthority() == null ? "" : "://" + uri.getAuthority();
    return new DatasetVersion(uri.getScheme() + authority, uri.getPath(), version);
  }
}

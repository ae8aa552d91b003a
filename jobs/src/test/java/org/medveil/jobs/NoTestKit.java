package org.medveil.jobs;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** The test kit is on the class path but not part of the house. */
final class NoTestKit implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return !location.contains("testkit");
  }
}

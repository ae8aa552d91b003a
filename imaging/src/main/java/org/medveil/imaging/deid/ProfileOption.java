package org.medveil.imaging.deid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The options of the basic profile (PS3.15 E.3), with their codes (PS3.16 CID 7050). */
public enum ProfileOption {
  CLEAN_PIXEL_DATA("113101", "Clean Pixel Data Option"),
  CLEAN_RECOGNIZABLE_VISUAL_FEATURES("113102", "Clean Recognizable Visual Features Option"),
  CLEAN_GRAPHICS("113103", "Clean Graphics Option"),
  CLEAN_STRUCTURED_CONTENT("113104", "Clean Structured Content Option"),
  CLEAN_DESCRIPTORS("113105", "Clean Descriptors Option"),
  RETAIN_LONGITUDINAL_FULL_DATES(
      "113106", "Retain Longitudinal Temporal Information Full Dates Option"),
  RETAIN_LONGITUDINAL_MODIFIED_DATES(
      "113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
  RETAIN_PATIENT_CHARACTERISTICS("113108", "Retain Patient Characteristics Option"),
  RETAIN_DEVICE_IDENTITY("113109", "Retain Device Identity Option"),
  RETAIN_UIDS("113110", "Retain UIDs Option"),
  RETAIN_SAFE_PRIVATE("113111", "Retain Safe Private Option"),
  RETAIN_INSTITUTION_IDENTITY("113112", "Retain Institution Identity Option");

  private final String code;
  private final String meaning;

  ProfileOption(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** As profiles write it: {@code clean-descriptors}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Code value in the scheme DCM. */
  public String code() {
    return code;
  }

  /** Code meaning. */
  public String meaning() {
    return meaning;
  }

  /** Done to pixels, by others than the engine of headers. */
  boolean isOfPixels() {
    return this == CLEAN_PIXEL_DATA || this == CLEAN_RECOGNIZABLE_VISUAL_FEATURES;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(ProfileOption::key).toList();
  }

  /** Null when there is no such option. */
  static ProfileOption ofKey(String key) {
    for (ProfileOption option : values()) {
      if (option.key().equals(key)) {
        return option;
      }
    }
    return null;
  }
}

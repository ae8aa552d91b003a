package org.medveil.imaging.deid;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;

/**
 * What a site wants done: the basic profile, options, own rules. Written by hand in HOCON, strict:
 * what is not known is refused by name. docs/deidentification.md says what each key does.
 */
public final class DeidentificationProfile implements Serializable {
  /** Profiles that come with the suite; conf/deid holds them as files. */
  public static final List<String> SHIPPED =
      List.of("default", "research-basic", "longitudinal", "longitudinal-full-dates", "strict");

  private static final long serialVersionUID = 1;

  private final String name;
  private final String sha256;
  private final EnumSet<ProfileOption> options;
  private final List<CustomRule> rules;
  private final SafePrivate safePrivate;
  private final HashSet<String> terms;
  private final FineChoices choices;

  DeidentificationProfile(
      String name, String sha256, Set<ProfileOption> options, ProfileParts parts) {
    this.name = name;
    this.sha256 = sha256;
    this.options = EnumSet.noneOf(ProfileOption.class);
    this.options.addAll(options);
    rules = List.copyOf(parts.rules());
    safePrivate = parts.safePrivate();
    terms = new HashSet<>(parts.terms());
    choices = parts.choices();
    refuseContradictions();
  }

  /** The profile {@code default}. */
  public static DeidentificationProfile standard() {
    return shipped("default");
  }

  /**
   * One that comes with the suite.
   *
   * @throws Refusal exit 2 when there is none of this name
   */
  public static DeidentificationProfile shipped(String name) {
    if (!SHIPPED.contains(name)) {
      throw Refusal.usage(
          "there is no de-identification profile '" + name + "'",
          "shipped: " + String.join(", ", SHIPPED) + "; or give a file");
    }
    return ProfileFile.parse(Resource.of(name + ".conf"), name + ".conf", null);
  }

  /**
   * One in a file.
   *
   * @throws Refusal exit 2 when it cannot be read or says something unknown
   */
  public static DeidentificationProfile read(Path file) {
    try {
      Resource text = new Resource(Files.readAllBytes(file));
      return ProfileFile.parse(text, file.getFileName().toString(), file.getParent());
    } catch (IOException e) {
      throw Refusal.usage(
          "the de-identification profile cannot be read: " + file, "check the path");
    }
  }

  /** As the file calls it. */
  public String name() {
    return name;
  }

  /** Of the file's bytes and of the lists it names, in hex: which rules were in force. */
  public String sha256() {
    return sha256;
  }

  /** Options in force. The two of pixels are the caller's to carry out. */
  public Set<ProfileOption> options() {
    return EnumSet.copyOf(options);
  }

  /** Whether an option is in force. */
  public boolean has(ProfileOption option) {
    return options.contains(option);
  }

  /** Whether an own rule leaves more than the table does; then the basic profile is not claimed. */
  boolean isWeakened() {
    return rules.stream().anyMatch(CustomRule::isWeaker);
  }

  List<CustomRule> rules() {
    return rules;
  }

  SafePrivate safePrivate() {
    return safePrivate;
  }

  /** Words, folded, that may stay besides the standard ones. */
  Set<String> terms() {
    return terms;
  }

  FineChoices choices() {
    return choices;
  }

  private void refuseContradictions() {
    if (has(ProfileOption.RETAIN_LONGITUDINAL_FULL_DATES)
        && has(ProfileOption.RETAIN_LONGITUDINAL_MODIFIED_DATES)) {
      throw Refusal.usage(
          "the profile '" + name + "' wants both full and modified dates",
          "choose one of retain-longitudinal-full-dates, retain-longitudinal-modified-dates");
    }
  }

  @Override
  public String toString() {
    return "DeidentificationProfile[" + name + "]";
  }
}

package org.medveil.imaging.deid;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** Reads a profile: HOCON that refuses what it does not know. */
final class ProfileFile {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "options",
          "rules",
          "safe-private",
          "terms",
          "unknown-attributes",
          "unknown-words",
          "ages-over-89",
          "times",
          "missing-patient-id");
  private static final Set<String> RULE_KEYS = Set.of("match", "creator", "action", "why");

  private final Config profile;

  private ProfileFile(Config profile) {
    this.profile = profile;
  }

  /**
   * @param folder where lists named by the profile are looked for; null where it may name none
   */
  static DeidentificationProfile parse(Resource file, String where, Path folder) {
    try {
      Config all = ConfigFactory.parseString(file.text()).resolve();
      allowOnly(all, Set.of("profile"), "the de-identification profile " + where);
      Config profile = all.getConfig("profile");
      allowOnly(profile, KEYS, "section 'profile' of " + where);
      ProfileFile read = new ProfileFile(profile);
      read.choice("unknown-attributes", "remove");
      ProfileParts parts =
          new ProfileParts(
              read.rules(),
              read.safePrivate(folder),
              read.terms(folder),
              new FineChoices(
                  read.choice("ages-over-89", "cap", "keep").equals("cap"),
                  read.choice("times", "keep", "remove").equals("keep"),
                  read.choice("unknown-words", "remove", "keep").equals("keep"),
                  read.choice("missing-patient-id", "reject", "study").equals("study")));
      return new DeidentificationProfile(
          profile.getString("name"), read.sha256(file, folder), read.options(), parts);
    } catch (ConfigException e) {
      throw Refusal.usage(
          "the de-identification profile "
              + where
              + " cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "see conf/deid for profiles with every key");
    }
  }

  /** Of the file, and of the lists it names: they decide as much as it does. */
  private String sha256(Resource file, Path folder) {
    StringBuilder all = new StringBuilder(file.sha256());
    for (String key : List.of("safe-private", "terms")) {
      names(key).forEach(name -> all.append(' ').append(list(name, folder).sha256()));
    }
    return all.length() == file.sha256().length()
        ? file.sha256()
        : new Resource(all.toString().getBytes(StandardCharsets.UTF_8)).sha256();
  }

  private Set<ProfileOption> options() {
    EnumSet<ProfileOption> options = EnumSet.noneOf(ProfileOption.class);
    for (String key : profile.getStringList("options")) {
      ProfileOption option = ProfileOption.ofKey(key);
      if (option == null) {
        throw unknown("option", key, ProfileOption.keys());
      }
      options.add(option);
    }
    return options;
  }

  private List<CustomRule> rules() {
    List<CustomRule> rules = new ArrayList<>();
    if (profile.hasPath("rules")) {
      for (Config rule : profile.getConfigList("rules")) {
        allowOnly(rule, RULE_KEYS, "a rule of the de-identification profile");
        String creator = rule.hasPath("creator") ? rule.getString("creator") : null;
        rules.add(CustomRule.of(rule.getString("match"), creator, rule.getString("action")));
      }
    }
    return rules;
  }

  private SafePrivate safePrivate(Path folder) {
    SafePrivate safe = SafePrivate.standard();
    for (String name : names("safe-private")) {
      safe = safe.with(name, list(name, folder));
    }
    return safe;
  }

  private Set<String> terms(Path folder) {
    Set<String> terms = new HashSet<>();
    for (String name : names("terms")) {
      list(name, folder).lines().forEach(line -> terms.addAll(Words.split(line)));
    }
    return terms;
  }

  private List<String> names(String key) {
    return profile.hasPath(key) ? profile.getStringList(key) : List.of();
  }

  private static Resource list(String name, Path folder) {
    try {
      return new Resource(
          Files.readAllBytes(folder == null ? Path.of(name) : folder.resolve(name)));
    } catch (IOException e) {
      throw Refusal.usage(
          "a list that the de-identification profile names cannot be read: " + name,
          "its path is relative to the profile's folder");
    }
  }

  /** The first choice is the default: the stricter one. */
  private String choice(String key, String... choices) {
    String chosen = profile.hasPath(key) ? profile.getString(key) : choices[0];
    if (!List.of(choices).contains(chosen)) {
      throw unknown("value of " + key, chosen, List.of(choices));
    }
    return chosen;
  }

  private static void allowOnly(Config section, Set<String> known, String where) {
    for (String key : section.root().keySet()) {
      if (!known.contains(key)) {
        throw unknown("key of " + where, key, known);
      }
    }
  }

  private static Refusal unknown(String what, String name, Collection<String> known) {
    return Refusal.usage(
        "'" + name + "' is no " + what,
        Nearest.of(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("known: " + String.join(", ", known.stream().sorted().toList())));
  }
}

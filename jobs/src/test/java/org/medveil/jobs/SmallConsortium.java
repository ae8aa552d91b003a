package org.medveil.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Two simulated hospitals of twelve patients, two rounds, from keys to AUROC: made once a JVM by
 * the command lines a user would type, from the example files in conf/. Its folder has a space in
 * its name, as users' folders do.
 */
final class SmallConsortium {
  static final int PATIENTS = 12;
  static final int ROUNDS = 2;
  static final List<String> SITES = List.of("site-1", "site-2");
  static final List<String> WAREHOUSES = List.of("site-1", "site-2", "holdout");
  private static final Path EXAMPLES = Path.of("../conf");

  private final Path root;
  private final Map<String, CommandRun> runs = new LinkedHashMap<>();

  /** The consortium after its last round; read it, and change only copies. */
  static SmallConsortium get() {
    if (Once.FAILURE != null) {
      throw Once.FAILURE;
    }
    return Once.MADE;
  }

  /** Made by the first test that asks; what stopped it is told to every test. */
  private static final class Once {
    static final SmallConsortium MADE;
    static final AssertionError FAILURE;

    static {
      SmallConsortium made = null;
      AssertionError failure = null;
      try {
        made = new SmallConsortium(Path.of("target/small consortium"));
      } catch (AssertionError e) {
        failure = e;
      }
      MADE = made;
      FAILURE = failure;
    }
  }

  private SmallConsortium(Path folder) {
    root = folder.toAbsolutePath();
    delete(root);
    write(root.resolve("agreement.conf"), example("agreement.conf"));
    for (String site : WAREHOUSES) {
      run("keys " + site, "keys", "init", "--out", keys(site));
      fixPseudonyms(keys(site), site);
      write(conf(site), siteConf(site));
      run("budget init " + site, "budget", "init", "--ledger", ledger(site), "--conf", conf(site));
    }
    run("keys consortium", "keys", "init", "--out", keys("consortium"));
    run("simulate", simulate());
    for (String site : WAREHOUSES) {
      run("ingest " + site, ingest(site));
      run("minimize " + site, minimize(site));
      run("encode " + site, encode(site));
    }
    write(consortium(), consortiumConf());
    for (int round = 1; round <= ROUNDS; round++) {
      for (String site : SITES) {
        run("train " + site + " " + round, train(site, round));
        run("publish " + site + " " + round, publish(site, round));
      }
      run("aggregate " + round, aggregate(exchange(), round));
    }
    run("evaluate", evaluate());
  }

  private void run(String name, Object... words) {
    runs.put(name, CommandRun.of(words).ends(0));
  }

  /** What the first run of a step said, by names like {@code train site-1 2}. */
  CommandRun first(String name) {
    return java.util.Objects.requireNonNull(runs.get(name), name);
  }

  Map<String, CommandRun> runs() {
    return Map.copyOf(runs);
  }

  Path root() {
    return root;
  }

  Path cohort() {
    return root.resolve("cohort");
  }

  /**
   * The same key in every run: which patients fall into which part of an audit hangs on pseudonyms,
   * and of twelve patients a part can be too small to ask anything of.
   */
  static void fixPseudonyms(Path keys, String site) {
    Path file = keys.resolve("pseudonym.key");
    String made = latin(file);
    String title = made.substring(0, made.indexOf('\n') + 1);
    try {
      byte[] key = MessageDigest.getInstance("SHA-256").digest(site.getBytes(UTF_8));
      write(file, title + Base64.getEncoder().encodeToString(key) + "\n");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Path keys(String site) {
    return root.resolve(site).resolve("keys");
  }

  Path warehouse(String site) {
    return root.resolve(site).resolve("warehouse");
  }

  Path conf(String site) {
    return root.resolve(site).resolve("site.conf");
  }

  Path agreement() {
    return root.resolve("agreement.conf");
  }

  Path consortium() {
    return root.resolve("consortium").resolve("consortium.conf");
  }

  Path exchange() {
    return root.resolve("exchange");
  }

  String ledger(String site) {
    return "jdbc:h2:file:" + root.resolve(site).resolve("ledger");
  }

  Object[] simulate() {
    return words(
        "simulate --sites 2 --patients " + PATIENTS + " --holdout " + PATIENTS + " --seed 7",
        "--out",
        cohort());
  }

  Object[] ingest(String site) {
    Path data = cohort().resolve(site);
    return words(
        "ingest --outcomes",
        data.resolve("outcomes.csv"),
        "--input",
        data.resolve("dicom"),
        "--warehouse",
        warehouse(site),
        "--keys",
        keys(site));
  }

  Object[] minimize(String site) {
    return words("minimize --warehouse", warehouse(site), "--agreement", agreement());
  }

  Object[] encode(String site) {
    return words("encode --warehouse", warehouse(site), "--agreement", agreement());
  }

  Object[] train(String site, int round, Object... more) {
    Object[] words =
        words(
            "train --round " + round + " --warehouse",
            warehouse(site),
            "--conf",
            conf(site),
            "--agreement",
            agreement(),
            "--ledger",
            ledger(site),
            "--exchange",
            exchange(),
            "--consortium-key",
            keys("consortium").resolve("signing.pub"));
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray();
  }

  Object[] publish(String site, int round) {
    return words(
        "publish --round " + round + " --warehouse",
        warehouse(site),
        "--ledger",
        ledger(site),
        "--exchange",
        exchange(),
        "--keys",
        keys(site));
  }

  Object[] aggregate(Path exchange, int round) {
    return words(
        "aggregate --round " + round + " --exchange",
        exchange,
        "--consortium",
        consortium(),
        "--keys",
        keys("consortium"));
  }

  Object[] evaluate() {
    return words(
        "evaluate --round 1,2 --warehouse",
        warehouse("holdout"),
        "--agreement",
        agreement(),
        "--exchange",
        exchange(),
        "--consortium-key",
        keys("consortium").resolve("signing.pub"));
  }

  /** A copy of the agreement with something changed. */
  Path agreementWith(Path folder, UnaryOperator<String> change) {
    String text = example("agreement.conf");
    String changed = change.apply(text);
    if (changed.equals(text)) {
      throw new AssertionError("the change changed nothing");
    }
    return write(folder.resolve("agreement.conf"), changed);
  }

  /** A copy of the exchange as it was before round 1 was aggregated. */
  Path exchangeBeforeAggregation(Path folder) {
    Path copy = folder.resolve("exchange");
    copy(exchange().resolve("round-0001"), copy.resolve("round-0001"));
    delete(copy.resolve("round-0001/global"));
    return copy;
  }

  /** Every file below a folder, as text of path and bytes, for equality. */
  static Map<String, String> contents(Path folder) {
    Map<String, String> contents = new java.util.TreeMap<>();
    for (Path file : files(folder)) {
      contents.put(folder.relativize(file).toString(), latin(file));
    }
    return contents;
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's bytes, one character each. */
  static String latin(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String example(String name) {
    try {
      return Files.readString(EXAMPLES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String siteConf(String site) {
    String key = "ledger-key = \"" + keys(site).resolve("signing.key") + "\"\n";
    return (key + example("site.conf"))
        .replaceAll("cohort = .*", "cohort = \"" + site + "/progression\"")
        .replaceAll("site = .*", "site = \"" + site + "\"")
        .replaceAll("rounds = .*", "rounds = " + ROUNDS)
        .replaceAll("steps = .*", "steps = 5")
        .replaceAll("expected-batch = .*", "expected-batch = " + PATIENTS);
  }

  private String consortiumConf() {
    return example("consortium.conf")
        .replaceAll("input-dim = .*", "input-dim = " + first("encode site-1").count("dim"))
        .replaceAll("(?m)^.*name = \"site-3\".*\n", "")
        .replaceAll("keys/(site-\\d)\\.pub", "../$1/keys/signing.pub");
  }

  /** The first element is split at blanks, the others are words as they are. */
  private static Object[] words(String start, Object... rest) {
    return Stream.concat(Stream.of((Object[]) start.split(" ")), Stream.of(rest)).toArray();
  }
}

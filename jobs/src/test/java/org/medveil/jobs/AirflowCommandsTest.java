package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.cli.Json;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** Every command line that the Airflow DAGs would issue, against the verbs' own parser. */
class AirflowCommandsTest {
  private static final Path AIRFLOW = Path.of("../airflow");
  private static final String COMMANDS = AIRFLOW + "/dags/medveil_airflow/commands.py";
  private static final String HOUSES = AIRFLOW + "/tests/three_hospitals.py";

  @TempDir private Path folder;

  @Test
  void theVerbsUnderstandEveryLineOfTheExample() throws Exception {
    Map<String, List<String>> lines = lines(Path.of("../conf/airflow.toml"), 2);
    assertEquals(14, lines.size(), lines.keySet().toString());
    lines.forEach((task, words) -> assertEquals(Set.of(), Parsed.of(words).notUnderstood(), task));
  }

  @Test
  void whatALineLeavesOutStandsInTheHousesFile() throws Exception {
    Map<String, String> files = files();
    files.forEach((name, text) -> SmallConsortium.write(folder.resolve(name), text));
    Map<String, List<String>> lines = lines(folder.resolve("airflow.toml"), 2);
    assertEquals(3 * 9 + 4, lines.size(), lines.keySet().toString());
    for (Map.Entry<String, List<String>> line : lines.entrySet()) {
      List<String> words = line.getValue();
      Parsed parsed = Parsed.of(words);
      assertEquals(Set.of(), parsed.notUnderstood(), line.getKey());
      Set<String> missing = parsed.missing();
      missing.removeAll(inFile(words));
      assertEquals(Set.of(), missing, line.getKey());
    }
  }

  @Test
  void anUnknownOptionWouldBeSeen() {
    Parsed colour = Parsed.of(List.of("train", "--conf", "f", "--colour", "red"));
    assertTrue(colour.notUnderstood().contains("--colour"), colour.toString());
    assertFalse(Parsed.of(List.of("trian", "--conf", "f")).notUnderstood().isEmpty());
    assertTrue(Parsed.of(List.of("publish", "--conf", "f")).missing().contains("--round"));
  }

  @Test
  void allFilesArePython() throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-m", "py_compile"));
    try (Stream<Path> files = Files.walk(AIRFLOW)) {
      files
          .filter(file -> file.toString().endsWith(".py") && !file.toString().contains("/."))
          .forEach(file -> command.add(file.toString()));
    }
    assertTrue(command.size() > 12, command.toString());
    python(command);
  }

  private Map<String, List<String>> lines(Path settings, int round) throws Exception {
    String printed =
        python(List.of("python3", COMMANDS, settings.toString(), String.valueOf(round)));
    Map<String, List<String>> lines = new LinkedHashMap<>();
    Json.tree(printed)
        .fields()
        .forEachRemaining(
            line -> {
              List<String> words = new ArrayList<>();
              line.getValue().forEach(word -> words.add(word.asText()));
              lines.put(line.getKey(), words);
            });
    return lines;
  }

  private Map<String, String> files() throws Exception {
    JsonNode printed = Json.tree(python(List.of("python3", HOUSES, "--files", folder.toString())));
    Map<String, String> files = new LinkedHashMap<>();
    printed.fields().forEachRemaining(file -> files.put(file.getKey(), file.getValue().asText()));
    return files;
  }

  /** What the parser says of a line: what it has no place for, and which options it misses. */
  private record Parsed(Set<String> notUnderstood, Set<String> missing) {
    static Parsed of(List<String> words) {
      Set<String> notUnderstood = new TreeSet<>();
      Set<String> missing = new TreeSet<>();
      for (Exception error : errors(words)) {
        if (error instanceof MissingParameterException options) {
          options
              .getMissing()
              .forEach(
                  option -> missing.add(((CommandLine.Model.OptionSpec) option).longestName()));
        } else if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
          notUnderstood.addAll(unmatched.getUnmatched());
        } else {
          notUnderstood.add(error.getMessage());
        }
      }
      return new Parsed(notUnderstood, missing);
    }
  }

  private static List<Exception> errors(List<String> words) {
    CommandLine root = Main.commands();
    root.setCaseInsensitiveEnumValuesAllowed(true);
    collectErrors(root);
    List<Exception> errors = new ArrayList<>();
    CommandLine.ParseResult parsed = root.parseArgs(words.toArray(String[]::new));
    for (; parsed != null; parsed = parsed.subcommand()) {
      errors.addAll(parsed.errors());
    }
    return errors;
  }

  private static void collectErrors(CommandLine verb) {
    verb.getCommandSpec().parser().collectErrors(true);
    verb.getSubcommands().values().forEach(AirflowCommandsTest::collectErrors);
  }

  /** Options that the line's --conf gives to its verb. */
  private static Set<String> inFile(List<String> words) {
    Config conf = ConfigFactory.parseFile(Path.of(after(words, "--conf")).toFile());
    Set<String> keys = new TreeSet<>(conf.root().keySet());
    if (conf.root().containsKey(words.get(0))) {
      keys.addAll(conf.getConfig(words.get(0)).root().keySet());
    }
    Set<String> options = new TreeSet<>();
    keys.forEach(key -> options.add("--" + key));
    return options;
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  private String python(List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("PYTHONPYCACHEPREFIX", folder.resolve("cache").toString());
    builder.environment().remove("MEDVEIL_AIRFLOW_CONF");
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "python3 hangs");
    assertEquals(0, process.exitValue(), command + "\n" + Files.readString(err));
    return Files.readString(out);
  }
}

package org.medveil.jobs.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.dp.SigningKey;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a pseudonym key and a signing key pair; never overwrites a key. */
@Command(
    name = "init",
    description = "Write pseudonym.key, signing.key (both mode 0600) and signing.pub.",
    mixinStandardHelpOptions = true)
public final class KeysInitJob extends Job {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the keys; made when absent.")
  private Path out;

  @Override
  public Optional<Flow> flow() {
    return Optional.empty();
  }

  @Override
  protected JobResult run(Progress progress) throws IOException {
    Path pseudonym = out.resolve(Keys.PSEUDONYM);
    Path signing = out.resolve(Keys.SIGNING);
    Path verifying = out.resolve(Keys.VERIFYING);
    Map<String, Object> outputs = new LinkedHashMap<>();
    outputs.put("pseudonymKey", pseudonym.toString());
    outputs.put("signingKey", signing.toString());
    outputs.put("verifyingKey", verifying.toString());
    long there =
        java.util.stream.Stream.of(pseudonym, signing, verifying).filter(Files::exists).count();
    if (there == 3) {
      Pseudonymizer.readKey(pseudonym);
      return JobResult.unchanged(fingerprint(SigningKey.read(signing)), outputs);
    }
    if (there > 0) {
      throw Refusal.usage(
          "some keys are there and some are missing in " + out,
          "a new key would orphan what the old ones made: restore the missing files, or choose an"
              + " empty folder");
    }
    Files.createDirectories(out);
    Pseudonymizer.writeNewKey(pseudonym);
    SigningKey key = SigningKey.generate();
    key.write(signing);
    Files.writeString(verifying, key.verifyingKey().pem());
    return JobResult.done(fingerprint(key), outputs);
  }

  private static Map<String, Object> fingerprint(SigningKey key) {
    return Map.of("verifyingKeyFingerprint", key.verifyingKey().fingerprint());
  }
}

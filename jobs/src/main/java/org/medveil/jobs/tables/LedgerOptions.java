package org.medveil.jobs.tables;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.dp.Accountant;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.SigningKey;
import picocli.CommandLine.Option;

/** How a verb reaches the privacy ledger. The password comes from a file, never from a flag. */
public final class LedgerOptions {
  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "JDBC_URL",
      description = "Privacy ledger, e.g. jdbc:h2:file:/data/ledger or jdbc:postgresql://host/db.")
  private String url;

  @Option(
      names = "--ledger-user",
      defaultValue = "medveil",
      description = "Database user (default: ${DEFAULT-VALUE}).")
  private String user;

  @Option(
      names = "--ledger-password-file",
      paramLabel = "FILE",
      description =
          "File that holds the database password; none for an embedded ledger without one.")
  private Path passwordFile;

  @Option(
      names = "--ledger-key",
      paramLabel = "FILE",
      description = "The site's signing.key; a signed ledger takes rows from no one else.")
  private Path signingKey;

  /** Opens a ledger that is there; the caller closes it. */
  public PrivacyLedger open() {
    return JdbcLedger.open(location(), accountant(), key());
  }

  /** Makes the ledger; false if it is there already. */
  public boolean create() {
    return JdbcLedger.create(location(), key());
  }

  /** The accountant of this house. */
  public Accountant accountant() {
    return new PldAccountant();
  }

  /** Where the ledger is, and the login. */
  public LedgerLocation location() {
    return new LedgerLocation(url, user, LedgerPassword.read(passwordFile));
  }

  /** The key that signs rows, if one is given. */
  public Optional<SigningKey> key() {
    return Optional.ofNullable(signingKey).map(SigningKey::read);
  }
}

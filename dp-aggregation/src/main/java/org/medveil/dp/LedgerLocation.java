package org.medveil.dp;

import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * Where a ledger is, and how to log in.
 *
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql:…}
 * @param user database user
 * @param password may be empty
 */
public record LedgerLocation(String url, String user, char[] password) {
  private static final String H2 = "jdbc:h2:";
  private static final Pattern IF_EXISTS = Pattern.compile("(?i);IFEXISTS=[^;]*");
  private static final Pattern PASSWORD = Pattern.compile("(?i)[;?&]password=|//[^/?;]*:[^/?;@]*@");
  private static final Pattern LISTENS = Pattern.compile("(?i);AUTO_SERVER=TRUE");

  /**
   * Refuses (exit 2) a URL that would open a port, because the file lock is enough for one host,
   * and one with a password, because URLs stand in manifests.
   */
  public LedgerLocation {
    password = password.clone();
    if (PASSWORD.matcher(url).find()) {
      throw Refusal.usage(
          "The ledger's URL holds a password.",
          "Give it as a file: --ledger-password-file. URLs stand in manifests and process lists.");
    }
    if (url.contains(H2) && LISTENS.matcher(url).find()) {
      throw Refusal.usage(
          "The ledger's URL says AUTO_SERVER=TRUE, which lets others on the network knock.",
          "Leave it out: processes of one machine take turns. For several machines use PostgreSQL.");
    }
  }

  /** The URL that opens what is there and makes nothing. */
  String openingUrl() {
    return isH2() ? IF_EXISTS.matcher(url).replaceAll("") + ";IFEXISTS=TRUE" : url;
  }

  /** The URL that makes an H2 file where none is. */
  String creatingUrl() {
    return isH2() ? IF_EXISTS.matcher(url).replaceAll("") : url;
  }

  private boolean isH2() {
    return url.contains(H2);
  }

  /** Names the kind of database only: a URL may hold credentials. */
  @Override
  public String toString() {
    return "LedgerLocation[" + (isH2() ? "h2" : "another database") + "]";
  }
}

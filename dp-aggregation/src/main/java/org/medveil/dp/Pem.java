package org.medveil.dp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/** DER in its textual wrapping, RFC 7468, strict: one block with the expected label. */
final class Pem {
  private static final int LARGEST_FILE = 16 * 1024;

  private Pem() {}

  static byte[] read(Path file, String label) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw malformed(label);
      }
      return parse(Files.readString(file), label);
    } catch (IOException e) {
      throw Refusal.usage(
          "The file with the " + label.toLowerCase(Locale.ROOT) + " cannot be read.",
          "Make a pair with 'keys init', or check the path.");
    }
  }

  static byte[] parse(String text, String label) {
    Pattern block =
        Pattern.compile(
            "\\s*-----BEGIN "
                + label
                + "-----\\s*([A-Za-z0-9+/=\\s]+?)\\s*-----END "
                + label
                + "-----\\s*");
    Matcher matcher = block.matcher(text);
    if (!matcher.matches()) {
      throw malformed(label);
    }
    try {
      return Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw malformed(label);
    }
  }

  static String text(byte[] der, String label) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static Refusal malformed(String label) {
    return Refusal.usage(
        "A key file is not one PEM block with the label " + label + ".",
        "Make a pair with 'keys init'.");
  }
}

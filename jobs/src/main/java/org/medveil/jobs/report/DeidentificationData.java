package org.medveil.jobs.report;

import java.util.List;
import java.util.regex.Pattern;
import org.medveil.jobs.cli.StrictObject;

/** Pictures and header values before and after; of simulated people only. */
record DeidentificationData(List<Picture> pictures, List<HeaderValue> headers) {
  // Possessive: a picture of megabytes must not make the matcher recurse.
  private static final Pattern DATA_URI =
      Pattern.compile("data:image/(png|jpeg);base64,[A-Za-z0-9+/]++={0,2}+");
  private static final int MAX_URI = 2_800_000;

  /** Two images as data: URIs, the raw frame and what was kept of it. */
  record Picture(String caption, String before, String after) {
    static Picture read(StrictObject o) {
      return new Picture(o.text("caption"), uri(o, "before"), uri(o, "after"));
    }

    private static String uri(StrictObject o, String key) {
      String uri = o.matching(key, DATA_URI, "must be a base64 data: URI of a PNG or JPEG");
      o.check(uri.length() <= MAX_URI, key, "must be at most 2 MB");
      return uri;
    }
  }

  /** One header element; {@code before} null = absent, {@code after} null = not kept. */
  record HeaderValue(String tag, String name, String before, String after, String action) {
    static HeaderValue read(StrictObject o) {
      return new HeaderValue(
          o.text("tag"),
          o.text("name"),
          o.textOrNull("before"),
          o.textOrNull("after"),
          o.text("action"));
    }
  }

  static DeidentificationData read(StrictObject o) {
    return new DeidentificationData(
        o.objects("pictures", Picture::read), o.objects("headers", HeaderValue::read));
  }
}

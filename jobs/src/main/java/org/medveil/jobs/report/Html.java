package org.medveil.jobs.report;

import java.util.Collection;

/**
 * A piece of HTML that is safe to insert. The only ways to make one escape every value, so a text
 * from the document can never become markup.
 */
final class Html {
  static final Html NOTHING = new Html("");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * Fills each <code>{}</code> of the template: {@code Html} and collections of it go in as they
   * are, anything else is escaped. The template itself must be a constant.
   */
  static Html of(String template, Object... values) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException("more values than holes");
      }
      out.append(template, from, hole);
      append(out, value);
      from = hole + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("more holes than values");
    }
    return new Html(out.append(template, from, template.length()).toString());
  }

  /** A file of this room's own resources, which is markup already. */
  static Html asset(String name) {
    return new Html(PageAssets.text(name));
  }

  /** Several of them, one after the other. */
  static Html assets(String... names) {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(PageAssets.text(name));
    }
    return new Html(all.toString());
  }

  /** JSON for a script element: no character is left that could end it or start a comment. */
  static Html json(String json) {
    return new Html(
        json.replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029"));
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Collection<?> many) {
      many.forEach(one -> append(out, one));
    } else if (value instanceof Html html) {
      out.append(html.markup);
    } else {
      escape(String.valueOf(value), out);
    }
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }

  @Override
  public String toString() {
    return markup;
  }
}

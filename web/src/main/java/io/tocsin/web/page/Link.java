package io.tocsin.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link inside the console: what a page shows is in its address, so that it opens the same
 * elsewhere.
 */
public record Link(String path, List<Parameter> parameters) {
  /** Values are encoded when the link is printed. */
  public record Parameter(String name, String value) {}

  public Link {
    parameters = List.copyOf(parameters);
  }

  public static Link to(String path) {
    return new Link(path, List.of());
  }

  /** The link with one more parameter; null and empty values are left out. */
  public Link and(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return this;
    }
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(new Parameter(name, value));
    return new Link(path, more);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    char separator = '?';
    for (Parameter parameter : parameters) {
      text.append(separator)
          .append(encode(parameter.name))
          .append('=')
          .append(encode(parameter.value));
      separator = '&';
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * The text where it is a path of this console, else {@code /}: what comes from a form must never
   * lead elsewhere. Browsers read {@code //host} and {@code /\host} as other hosts.
   */
  public static String localOrHome(@Nullable String text) {
    if (text == null || !text.startsWith("/") || text.length() > 2_000) {
      return "/";
    }
    boolean leadsAway = text.startsWith("//") || text.indexOf('\\') >= 0;
    boolean hasControls = text.chars().anyMatch(c -> c < 0x21 || c == 0x7f);
    return leadsAway || hasControls ? "/" : text;
  }
}

package io.tocsin.web.page;

import java.util.Locale;
import org.springframework.util.MultiValueMap;

/** What a request asks for, read forgivingly: what cannot be meant is empty. */
public record Parameters(MultiValueMap<String, String> request) {
  private static final int MAX_TEXT = 200;

  /** Without blanks around it and cut to what a name may have; empty where it is absent. */
  public String text(String name) {
    String value = request.getFirst(name);
    if (value == null) {
      return "";
    }
    String stripped = value.strip();
    return stripped.length() > MAX_TEXT ? stripped.substring(0, MAX_TEXT) : stripped;
  }

  /** The enum's value of that name in any case, else {@code otherwise}. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    String text = text(name).toUpperCase(Locale.ROOT);
    for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
      if (value.name().equals(text)) {
        return value;
      }
    }
    return otherwise;
  }
}

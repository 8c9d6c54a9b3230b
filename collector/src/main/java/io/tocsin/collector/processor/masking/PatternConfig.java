package io.tocsin.collector.processor.masking;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;

/** A pattern of the user's. RE2 syntax: linear in the text, whatever the pattern. */
public record PatternConfig(
    @Setting(restart = false, doc = "Name under which what it masks is counted.") String name,
    @Setting(
            restart = false,
            doc = "RE2 expression. Where it has a group, only the first group is masked.")
        String regex,
    @Setting(restart = false, doc = "What takes the place of the match.", def = "***")
        String replacement) {
  /** It stands in {@code tocsin.masked}, between commas and before an equals sign. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_. -]{1,64}");

  public PatternConfig {
    if (name == null || !NAME.matches(name)) {
      throw new InvalidSettingException(
          "name", String.valueOf(name), "1 to 64 letters, digits, _ . - and spaces");
    }
    if (regex == null) {
      throw new InvalidSettingException("regex", "null", "RE2 syntax");
    }
    try {
      if (Pattern.matches(regex, "")) {
        throw new InvalidSettingException(
            "regex", regex, "an expression that matches no empty text");
      }
    } catch (PatternSyntaxException e) {
      throw new InvalidSettingException("regex", regex, "RE2 syntax: " + e.getDescription());
    }
  }
}

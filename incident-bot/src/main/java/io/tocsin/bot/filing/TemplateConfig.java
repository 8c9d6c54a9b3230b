package io.tocsin.bot.filing;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;
import org.jspecify.annotations.Nullable;

/** {@code bot.ticket_template}. */
public record TemplateConfig(
    @Setting(
            doc =
                "Title of tickets as a Mustache template, such as `{{service}}: {{type}}`; cut to"
                    + " 255 characters. The names are listed in operate.md. Absent: the built-in"
                    + " title.")
        @Nullable String title,
    @Setting(
            doc =
                "Text of tickets as a Mustache template in markdown; the key follows it by itself."
                    + " A template that cannot be used is told by `check` and *Status*; tickets then"
                    + " have the built-in text, and say so.")
        @Nullable String body) {
  private static final int MAX_TITLE = 1_000;
  private static final int MAX_BODY = 32_767;

  public TemplateConfig {
    requireRange("title's length", title == null ? 0 : title.length(), 0, MAX_TITLE);
    requireRange("body's length", body == null ? 0 : body.length(), 0, MAX_BODY);
  }

  public static TemplateConfig none() {
    return new TemplateConfig(null, null);
  }
}

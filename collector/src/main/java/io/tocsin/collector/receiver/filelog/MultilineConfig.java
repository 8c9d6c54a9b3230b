package io.tocsin.collector.receiver.filelog;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import org.jspecify.annotations.Nullable;

/** {@code collector.receivers.filelog.NAME.multiline}: which lines are one record. */
public record MultilineConfig(
    @Setting(
            doc =
                "`automatic`: indented and blank lines and those of Java stack traces belong to the"
                    + " record before; with a pattern layout every line that does not begin as the"
                    + " layout does. `none`: each line is a record.",
            def = "automatic")
        Mode mode,
    @Setting(
            doc =
                "RE2 syntax; set, a record begins with each line in which it is found, and nowhere"
                    + " else.")
        @Nullable String lineStartPattern,
    @Setting(
            doc =
                "Lines of one record; further ones are passed over and the record counted as cut.",
            def = "2000")
        int maxLines,
    @Setting(
            doc =
                "Bytes of one record; further lines are passed over and the record counted as cut.",
            def = "1048576")
        int maxBytes) {

  /** Ways to tell. */
  public enum Mode {
    AUTOMATIC,
    NONE
  }

  public MultilineConfig {
    requireRange("max_lines", maxLines, 1, 1_000_000);
    requireRange("max_bytes", maxBytes, 1_024, 16 << 20);
    pattern(lineStartPattern == null ? "" : lineStartPattern);
  }

  /** As without settings. */
  public static MultilineConfig defaults() {
    return new MultilineConfig(Mode.AUTOMATIC, null, 2_000, 1 << 20);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidSettingException(
          "line_start_pattern", text, "RE2 syntax: " + e.getDescription());
    }
  }

  /** Null where the mode decides. */
  @Nullable Pattern lineStart() {
    return lineStartPattern == null ? null : pattern(lineStartPattern);
  }
}

package io.tocsin.bot.key;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.util.List;
import java.util.stream.Stream;

/** By what it is known that a web hook came before. */
public record KeyConfig(
    @Setting(
            doc =
                "`body`: all of it but `leave_out`; `fields`: all of `fields` that it has; `id`: the"
                    + " first of `fields` that it has, an id of its own; `nothing`: each is taken."
                    + " A body without any of the fields goes by `body`.",
            def = "body")
        By by,
    @Setting(
            doc =
                "Fields as a path with dots; `*` is any one name or place in a list, `**` any number"
                    + " of them, such as alerts.*.startsAt.")
        List<String> fields,
    @Setting(
            doc =
                "Fields, named likewise, in which the same web hook differs when it is sent again,"
                    + " besides those of `bot.intake.leave_out`.")
        List<String> leaveOut) {
  /** What counts. */
  public enum By {
    BODY,
    FIELDS,
    ID,
    NOTHING
  }

  public static final KeyConfig BODY = new KeyConfig(By.BODY, List.of(), List.of());
  public static final KeyConfig NOTHING = new KeyConfig(By.NOTHING, List.of(), List.of());

  public KeyConfig {
    fields = List.copyOf(fields);
    leaveOut = List.copyOf(leaveOut);
    boolean needsFields = by == By.FIELDS || by == By.ID;
    if (needsFields == fields.isEmpty()) {
      throw new InvalidSettingException(
          "fields", fields, needsFields ? "at least one" : "none, or by: fields or id");
    }
    requirePaths("fields", fields);
    requirePaths("leave_out", leaveOut);
  }

  /** That each of them can be read as a path. */
  public static void requirePaths(String key, List<String> paths) {
    for (String path : paths) {
      try {
        FieldPath.of(path);
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException(
            key, path, "names with a dot between them, such as alerts.*.startsAt");
      }
    }
  }

  /**
   * @param alwaysLeftOut what no key of a body has in it
   */
  public KeyStrategy strategy(List<String> alwaysLeftOut) {
    List<FieldPath> left =
        Stream.concat(alwaysLeftOut.stream(), leaveOut.stream()).map(FieldPath::of).toList();
    KeyStrategy body = new WholeBody(left);
    List<FieldPath> chosen = fields.stream().map(FieldPath::of).toList();
    return switch (by) {
      case BODY -> body;
      case FIELDS -> new ChosenFields(chosen, false, body);
      case ID -> new ChosenFields(chosen, true, body);
      case NOTHING -> KeyStrategy.NOTHING;
    };
  }
}

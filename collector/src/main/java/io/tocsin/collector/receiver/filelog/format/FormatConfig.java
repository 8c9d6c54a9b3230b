package io.tocsin.collector.receiver.filelog.format;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code collector.receivers.filelog.NAME.format}: how records are written in the files. */
public record FormatConfig(
    @Setting(
            doc =
                "`json` (one object a line: Logback's, Log4j2's, ECS, or your own), `logfmt`,"
                    + " `regex`, `pattern` (Logback's or Log4j2's layout), `raw` (the text is the"
                    + " message).",
            def = "raw")
        Type type,
    @Setting(
            doc =
                "For `pattern`: the layout as in logback.xml or log4j2.xml, such as"
                    + " `%d{ISO8601} [%thread] %-5level %logger{36} %X{traceId} - %msg%n`.")
        @Nullable String layout,
    @Setting(
            doc =
                "For `regex`: RE2 syntax with named groups, such as"
                    + " `^(?P<time>\\S+) (?P<level>\\w+) (?P<message>.*)$`.")
        @Nullable String regex,
    @Setting(
            doc =
                "Names of your own to what they are: timestamp, severity, message, logger, thread,"
                    + " trace_id, span_id, trace_flags, stack_trace, exception_type,"
                    + " exception_message, class, method, file, line, event_name, ignore. The usual"
                    + " names are known; what is none of these becomes an attribute.")
        Map<String, String> fields,
    @Setting(
            doc =
                "For timestamps that are neither ISO 8601 nor a number since 1970: a pattern of"
                    + " Java's DateTimeFormatter.")
        @Nullable String timestampLayout,
    @Setting(doc = "Zone of timestamps that are written without one.", def = "UTC") String timezone,
    @Setting(
            doc = "Attributes taken of one record; further ones are left out and counted.",
            def = "256")
        int maxAttributes) {

  /** Ways to write records. */
  public enum Type {
    JSON,
    LOGFMT,
    REGEX,
    PATTERN,
    RAW
  }

  public FormatConfig {
    requireRange("max_attributes", maxAttributes, 1, 1_000);
    fields = Map.copyOf(fields);
    zone(timezone);
    roles(fields);
    if (type == Type.REGEX) {
      new RegexFormat(pattern("regex", orEmpty(regex)));
    }
    if (type == Type.PATTERN) {
      LayoutParser.parse(orEmpty(layout), zone(timezone), FormatConfig::unused);
    }
    if (timestampLayout != null) {
      try {
        DateLayout.of(timestampLayout, unused(zone(timezone)));
      } catch (InvalidSettingException e) {
        throw e.within("timestamp_layout");
      }
    }
  }

  /** All defaults but the type, for layouts and expressions none. */
  public static FormatConfig of(Type type) {
    return new FormatConfig(type, null, null, Map.of(), null, "UTC", 256);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static CivilTime unused(ZoneId zone) {
    return new CivilTime(zone, InstantSource.fixed(java.time.Instant.EPOCH));
  }

  /**
   * One for each thread.
   *
   * @param clock tells the date of times of day
   */
  public LineFormat format(InstantSource clock) {
    return switch (type) {
      case JSON -> new JsonFormat();
      case LOGFMT -> new LogfmtFormat();
      case REGEX -> new RegexFormat(pattern("regex", orEmpty(regex)));
      case PATTERN ->
          new PatternFormat(
              LayoutParser.parse(
                  orEmpty(layout), zone(timezone), zone -> new CivilTime(zone, clock)));
      case RAW -> new RawFormat();
    };
  }

  /** One for each thread. */
  public RecordWriter writer(InstantSource clock) {
    CivilTime civil = new CivilTime(zone(timezone), clock);
    TimeLayout times =
        timestampLayout == null ? new StandardTime(civil) : DateLayout.of(timestampLayout, civil);
    return new RecordWriter(new FieldRoles(roles(fields)), times, maxAttributes);
  }

  private static Map<String, Role> roles(Map<String, String> fields) {
    Map<String, Role> roles = new HashMap<>();
    fields.forEach((name, role) -> roles.put(name, role(name, role)));
    return roles;
  }

  private static Role role(String name, String text) {
    List<Role> all = Arrays.asList(Role.values());
    return all.stream()
        .filter(role -> nameOf(role).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidSettingException(
                "fields." + name,
                text,
                all.stream().map(FormatConfig::nameOf).collect(Collectors.joining(", "))));
  }

  private static String nameOf(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new InvalidSettingException(
          "timezone", text, "an offset or region such as UTC, +08:00, Asia/Shanghai");
    }
  }

  /** RE2J, so that no text makes it slow. */
  static Pattern pattern(String key, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidSettingException(key, text, "RE2 syntax: " + e.getDescription());
    }
  }
}

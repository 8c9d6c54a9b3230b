package io.tocsin.collector.receiver.filelog.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tocsin.model.config.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A regular expression with named groups, each a field; RE2J, so that no text makes it slow. It is
 * held against the record without its stack trace.
 */
final class RegexFormat implements LineFormat {
  private record Group(byte[] name, int index) {}

  private final Pattern pattern;
  private final List<Group> groups = new ArrayList<>();
  private final JavaTrace trace = new JavaTrace();

  RegexFormat(Pattern pattern) {
    this.pattern = pattern;
    for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
      groups.add(new Group(group.getKey().getBytes(StandardCharsets.UTF_8), group.getValue()));
    }
    if (groups.isEmpty()) {
      throw new InvalidSettingException(
          "regex", pattern, "at least one named group, such as (?P<message>.*)");
    }
  }

  @Override
  public boolean parse(byte[] bytes, int from, int to, RecordWriter record) {
    int end = to;
    if (trace.find(bytes, from, to)) {
      end = trace.start;
      while (end > from && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
    }
    Matcher matcher = pattern.matcher(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    if (!matcher.find()) {
      return false;
    }
    if (end < to) {
      record.set(Role.STACK_TRACE, bytes, trace.start, to);
    }
    for (Group group : groups) {
      String text = matcher.group(group.index());
      if (text != null && !text.isBlank()) {
        byte[] value = text.strip().getBytes(StandardCharsets.UTF_8);
        record.field(group.name(), 0, group.name().length, value, 0, value.length);
      }
    }
    return true;
  }
}

package io.tocsin.collector.receiver.filelog;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.tocsin.collector.wire.Arena;
import io.tocsin.collector.wire.Attribute;
import io.tocsin.model.config.InvalidSettingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The OTLP resource of a file's records, from settings and the file's path. */
final class ResourceTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final int ATTRIBUTES = 1 << 3 | 2;

  private final FilelogConfig config;
  private final List<Pattern> paths;

  ResourceTemplate(FilelogConfig config) {
    this.config = config;
    this.paths = config.include().stream().map(ResourceTemplate::pathPattern).toList();
  }

  /** Refuses variables that no glob can give. */
  static void check(List<String> include, Map<String, String> resource) {
    int wildcards =
        include.stream().mapToInt(glob -> pathPattern(glob).groupCount()).min().orElse(0);
    resource.forEach((key, value) -> {
      Matcher matcher = VARIABLE.matcher(value);
      while (matcher.find()) {
        String name = matcher.group(1);
        boolean isNumber = name.matches("[1-9]") && Integer.parseInt(name) <= wildcards;
        if (!isNumber && !name.equals("file")) {
          throw new InvalidSettingException(
              "resource." + key,
              value,
              "${file}, or ${1} to ${9} for a wildcard that every include glob has");
        }
      }
    });
  }

  /** Each wildcard is a group. */
  private static Pattern pathPattern(String glob) {
    StringBuilder regex = new StringBuilder(glob.startsWith("/") ? "" : ".*/");
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**", at)) {
        regex.append("(.*)");
        at++;
      } else if (c == '*') {
        regex.append("([^/]*)");
      } else if (c == '?') {
        regex.append("([^/])");
      } else if (c == '[' && glob.indexOf(']', at) > 0) {
        int end = glob.indexOf(']', at);
        regex.append("([^/])");
        at = end;
      } else if (c == '{' && glob.indexOf('}', at) > 0) {
        int end = glob.indexOf('}', at);
        String choices =
            Arrays.stream(glob.substring(at + 1, end).split(",", -1))
                .map(choice -> Pattern.quote(choice).replace("\\*", "[^/]*"))
                .reduce((a, b) -> a + '|' + b)
                .orElse("");
        regex.append('(').append(choices).append(')');
        at = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      at++;
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** The Resource message. */
  byte[] encoded(int pattern, Path path) {
    Arena out = new Arena();
    Matcher matcher = paths.get(pattern).matcher(path.toString());
    boolean matches = matcher.matches();
    String file = String.valueOf(path.getFileName());
    config.resource().forEach((key, value) -> add(out, key, filled(value, matcher, matches, file)));
    if (config.includeFileName()) {
      add(out, "log.file.name", file);
    }
    if (config.includeFilePath()) {
      add(out, "log.file.path", path.toString());
    }
    return Arrays.copyOf(out.bytes(), out.size());
  }

  private static String filled(String value, Matcher path, boolean matches, String file) {
    Matcher variable = VARIABLE.matcher(value);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (variable.find()) {
      result.append(value, copied, variable.start());
      copied = variable.end();
      String name = variable.group(1);
      // A renamed file does not match any more; its later records go without.
      String text =
          name.equals("file") ? file : matches ? path.group(Integer.parseInt(name)) : null;
      result.append(text == null ? "" : text);
    }
    return result.append(value, copied, value.length()).toString();
  }

  private static void add(Arena out, String key, String value) {
    if (value.isEmpty()) {
      return;
    }
    byte[] name = key.getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    out.add(ATTRIBUTES);
    Attribute.write(out, name, 0, name.length, text, 0, text.length);
  }
}

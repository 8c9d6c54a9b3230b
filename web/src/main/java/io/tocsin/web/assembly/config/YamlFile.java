package io.tocsin.web.assembly.config;

import io.tocsin.model.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML file as maps, lists and scalars, with {@code ${env:NAME}} and {@code ${env:NAME:-default}}
 * replaced in its texts. No tags, no duplicate keys, bounded size.
 */
final class YamlFile {
  private static final Pattern ENV =
      Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
  private static final int MAX_CODE_POINTS = 3 * 1024 * 1024;
  private static final int MAX_ALIASES = 50;

  private final UnaryOperator<@Nullable String> environment;

  YamlFile(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  Map<String, Object> read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new InvalidSettingException(
          "--config",
          file + (Files.exists(file) ? "" : ", which is not there"),
          "a readable YAML file");
    }
  }

  Map<String, Object> parse(String text, String name) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setCodePointLimit(MAX_CODE_POINTS);
    Object root;
    try {
      root = new Yaml(new SafeConstructor(options)).load(text);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new InvalidSettingException(name, "line " + line + ", " + e.getProblem(), "valid YAML");
    }
    if (root == null) {
      return Map.of();
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw new InvalidSettingException(name, root, "a map of keys");
    }
    return expandMap(map, "");
  }

  private Map<String, Object> expandMap(Map<?, ?> map, String path) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      String name = String.valueOf(key);
      String where = path.isEmpty() ? name : path + '.' + name;
      if (value != null) {
        result.put(name, expand(value, where));
      }
    });
    return result;
  }

  private Object expand(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return expandMap(map, path);
    }
    if (value instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object element = list.get(i);
        result.add(element == null ? "" : expand(element, path + '[' + i + ']'));
      }
      return result;
    }
    if (value instanceof Date day) {
      return text(day.toInstant());
    }
    return value instanceof String text ? expandText(text, path) : value;
  }

  /** YAML takes a day for a time, of which the day's text is wanted; a time stays one. */
  private static String text(Instant day) {
    return day.equals(day.truncatedTo(ChronoUnit.DAYS))
        ? LocalDate.ofInstant(day, ZoneOffset.UTC).toString()
        : day.toString();
  }

  private String expandText(String text, String path) {
    Matcher matcher = ENV.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String set = environment.apply(matcher.group(1));
      String chosen = set != null ? set : matcher.group(2);
      if (chosen == null) {
        throw new InvalidSettingException(
            path, text, "the variable " + matcher.group(1) + " to be set, or a default after :-");
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(chosen));
    }
    return matcher.appendTail(result).toString();
  }
}

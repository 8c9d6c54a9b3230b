package io.tocsin.collector.processor.classify;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.telemetry.ErrorInfo.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads error packs: YAML with plain maps, lists and scalars, nothing else is constructed. What is
 * wrong is said with file, key, value and what was expected.
 */
public final class ErrorPackReader {
  private static final String DEFAULT_PACK = "error-pack.yml";
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,63}");
  private static final int MAX_PACK_CHARACTERS = 1 << 20;
  private static final Set<String> RULE_KEYS =
      Set.of("code", "tier", "retryable", "compensate", "alert", "reaction", "user_text", "when");
  private static final Set<String> CONDITION_KEYS = Set.of("type", "message", "attributes");

  private ErrorPackReader() {}

  /** The model of all packs of a config; files are read now. */
  public static ErrorModel load(ClassifyConfig config) {
    List<ErrorRule> rules = new ArrayList<>();
    for (Path file : config.packs()) {
      try {
        rules.addAll(read(file.toString(), Files.readString(file)));
      } catch (IOException e) {
        throw new InvalidSettingException("packs", file, "a readable UTF-8 file");
      }
    }
    if (config.defaultPack()) {
      rules.addAll(defaultPack());
    }
    return new ErrorModel(rules);
  }

  private static List<ErrorRule> defaultPack() {
    try (InputStream in = ErrorPackReader.class.getResourceAsStream(DEFAULT_PACK)) {
      if (in == null) {
        throw new IllegalStateException(DEFAULT_PACK + " is missing in the jar");
      }
      return read("default", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(DEFAULT_PACK + " cannot be read from the jar", e);
    }
  }

  /**
   * @param name of the pack, for messages and reasons
   */
  static List<ErrorRule> read(String name, String yaml) {
    try {
      Map<String, Object> pack = map("", parse(yaml));
      requireKeys("", pack, Set.of("rules"));
      List<ErrorRule> rules = new ArrayList<>();
      int index = 0;
      for (Object rule : list("rules", pack.get("rules"))) {
        String key = "rules[" + index++ + "]";
        rules.add(rule(name, key, map(key, rule)));
      }
      return rules;
    } catch (InvalidSettingException e) {
      throw e.within(name);
    }
  }

  private static Object parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_PACK_CHARACTERS);
    try {
      return new Yaml(new SafeConstructor(options)).load(yaml);
    } catch (YAMLException e) {
      String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InvalidSettingException("", problem, "YAML of plain maps, lists and scalars");
    }
  }

  private static ErrorRule rule(String pack, String key, Map<String, Object> rule) {
    requireKeys(key, rule, RULE_KEYS);
    String code = text(key + ".code", rule.get("code"));
    if (!CODE.matcher(code).matches()) {
      throw new InvalidSettingException(key + ".code", code, "2 to 64 of A-Z, 0-9 and _");
    }
    List<ErrorRule.Condition> when = new ArrayList<>();
    int index = 0;
    for (Object condition : list(key + ".when", rule.get("when"))) {
      String inner = key + ".when[" + index++ + "]";
      when.add(condition(inner, map(inner, condition)));
    }
    Object userText = rule.get("user_text");
    return new ErrorRule(
        pack,
        code,
        oneOf(key + ".tier", rule.get("tier"), Tier.values()),
        flag(key + ".retryable", rule.get("retryable")),
        flag(key + ".compensate", rule.get("compensate")),
        oneOf(key + ".alert", rule.get("alert"), ErrorRule.Alert.values()),
        oneOf(key + ".reaction", rule.get("reaction"), ErrorRule.Reaction.values()),
        userText == null ? null : text(key + ".user_text", userText),
        when);
  }

  private static ErrorRule.Condition condition(String key, Map<String, Object> condition) {
    requireKeys(key, condition, CONDITION_KEYS);
    Object type = condition.get("type");
    Map<String, Set<String>> attributes = new LinkedHashMap<>();
    if (condition.get("attributes") != null) {
      String inner = key + ".attributes";
      map(inner, condition.get("attributes"))
          .forEach((name, value) -> attributes.put(name, texts(inner + '.' + name, value)));
    }
    if (type == null && attributes.isEmpty()) {
      throw new InvalidSettingException(key, condition, "type or attributes");
    }
    Object message = condition.get("message");
    return new ErrorRule.Condition(
        type == null ? null : text(key + ".type", type),
        message == null ? List.of() : List.copyOf(texts(key + ".message", message)),
        attributes);
  }

  private static void requireKeys(String key, Map<String, Object> map, Set<String> known) {
    for (String name : map.keySet()) {
      if (!known.contains(name)) {
        String place = key.isEmpty() ? name : key + '.' + name;
        throw new InvalidSettingException(
            place, map.get(name), "one of " + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static Map<String, Object> map(String key, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidSettingException(key, String.valueOf(value), "a map");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
    return named;
  }

  private static List<?> list(String key, @Nullable Object value) {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new InvalidSettingException(key, String.valueOf(value), "a list with an entry");
    }
    return list;
  }

  private static Set<String> texts(String key, Object value) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      texts.add(text(key, one));
    }
    return texts;
  }

  private static String text(String key, @Nullable Object value) {
    if (value instanceof String || value instanceof Integer || value instanceof Boolean) {
      return value.toString();
    }
    throw new InvalidSettingException(key, String.valueOf(value), "a text");
  }

  private static boolean flag(String key, @Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new InvalidSettingException(key, String.valueOf(value), "true or false");
  }

  private static <E extends Enum<E>> E oneOf(String key, @Nullable Object value, E[] all) {
    for (E one : all) {
      if (one.name().toLowerCase(Locale.ROOT).equals(value)) {
        return one;
      }
    }
    List<String> names =
        Arrays.stream(all).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    throw new InvalidSettingException(key, String.valueOf(value), String.join(", ", names));
  }
}

package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words in all languages, and every word that a page asks for. */
class MessagesTest {
  private static final Path RESOURCES = Path.of("src", "main", "resources");
  private static final Pattern FIXED =
      Pattern.compile("#\\{([a-z][a-zA-Z0-9_.]*)[}(]|messages\\.msg\\('([a-z0-9_.]+)'\\)");
  private static final Pattern BUILT = Pattern.compile("#\\{'([a-z.]+\\.)' \\+");
  private static final Pattern IN_CODE = Pattern.compile("\"(unit\\.[a-z.]+)\"");

  @Test
  void bothLanguages_haveTheSameKeys() throws IOException {
    assertThat(keys("messages_zh.properties")).isEqualTo(keys("messages.properties"));
  }

  @Test
  void everyKey_standsInAFileOnce() throws IOException {
    for (String file : List.of("messages.properties", "messages_zh.properties")) {
      assertThat(
              Files.readAllLines(RESOURCES.resolve(file)).stream()
                  .filter(line -> line.contains("="))
                  .map(line -> line.substring(0, line.indexOf('='))))
          .as(file)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyText_isAFormatWithTheSameParametersInBothLanguages() throws IOException {
    Properties english = load("messages.properties");
    Properties chinese = load("messages_zh.properties");
    for (String key : english.stringPropertyNames()) {
      assertThat(english.getProperty(key)).as(key).doesNotContain("'").isNotBlank();
      assertThat(chinese.getProperty(key)).as(key).doesNotContain("'").isNotBlank();
      int parameters = parameters(english.getProperty(key));
      assertThat(parameters(chinese.getProperty(key))).as(key).isLessThanOrEqualTo(parameters);
    }
  }

  private static int parameters(String text) {
    return new MessageFormat(text).getFormatsByArgumentIndex().length;
  }

  @Test
  void everyKeyOfTemplatesAndCode_exists() throws IOException {
    Set<String> known = keys("messages.properties");
    for (Path template : files(RESOURCES.resolve("templates"), ".html")) {
      String text = Files.readString(template);
      Matcher fixed = FIXED.matcher(text);
      while (fixed.find()) {
        String key = fixed.group(1) == null ? fixed.group(2) : fixed.group(1);
        assertThat(known).as("used in %s", template).contains(key);
      }
      Matcher built = BUILT.matcher(text);
      while (built.find()) {
        String prefix = built.group(1);
        assertThat(known).as("used in %s", template).anyMatch(key -> key.startsWith(prefix));
      }
    }
    for (Path source : files(Path.of("src", "main", "java"), ".java")) {
      Matcher inCode = IN_CODE.matcher(Files.readString(source));
      while (inCode.find()) {
        assertThat(known).as("used in %s", source).contains(inCode.group(1));
      }
    }
  }

  @Test
  void everyValueOfAnEnumThatPagesSpeakOf_hasAWord() throws IOException {
    Set<String> known = keys("messages.properties");
    words("role.", io.tocsin.model.access.Role.values()).forEach(k -> has(known, k));
    words("role.what.", io.tocsin.model.access.Role.values()).forEach(k -> has(known, k));
    words("state.", io.tocsin.model.incident.Incident.State.values()).forEach(k -> has(known, k));
    words("timeline.", io.tocsin.model.incident.TimelineEvent.Kind.values())
        .forEach(k -> has(known, k));
    words("ledger.", EffectState.values()).forEach(k -> has(known, k));
    words("ticket.", io.tocsin.model.ticket.Ticket.State.values()).forEach(k -> has(known, k));
    words("health.", io.tocsin.model.Health.State.values()).forEach(k -> has(known, k));
    words("status.title.", io.tocsin.model.Health.State.values()).forEach(k -> has(known, k));
    words("column.", io.tocsin.model.incident.IncidentQuery.Sort.values())
        .forEach(k -> has(known, k));
    io.tocsin.web.logs.TimeRange.PRESETS.keySet().forEach(p -> has(known, "range." + p));
  }

  private static void has(Set<String> known, String key) {
    assertThat(known).contains(key);
  }

  private static Stream<String> words(String prefix, Enum<?>[] values) {
    return Stream.of(values).map(v -> prefix + v.name().toLowerCase(java.util.Locale.ROOT));
  }

  private static Set<String> keys(String file) throws IOException {
    return new TreeSet<>(load(file).stringPropertyNames());
  }

  private static Properties load(String file) throws IOException {
    Properties words = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
      words.load(reader);
    }
    return words;
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(end)).toList();
    }
  }
}

package io.tocsin.web.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigBinderTest {
  enum Mode {
    FAST,
    VERY_SAFE
  }

  record Limits(
      @Setting(doc = "Longest line, bytes.", def = "1024") int maxLineBytes,
      @Setting(doc = "How long to wait.", def = "1m30s") Duration delay) {
    Limits {
      InvalidSettingException.requireRange("max_line_bytes", maxLineBytes, 1, 4096);
    }
  }

  record Root(
      @Setting(doc = "Its name.") String name,
      @Setting(doc = "How.", def = "very_safe", restart = false) Mode mode,
      @Setting(doc = "Limits.") Limits limits,
      @Setting(doc = "More of them.") Map<String, Limits> named,
      @Setting(doc = "Words.", def = "[a, b]") List<String> words,
      @Setting(doc = "A secret.") @Nullable Secret token) {}

  @Test
  void bind_ofNothingButTheRequired_takesTheDefaults() {
    Root root = bind("name: x");

    assertThat(root)
        .isEqualTo(
            new Root(
                "x",
                Mode.VERY_SAFE,
                new Limits(1024, Duration.ofSeconds(90)),
                Map.of(),
                List.of("a", "b"),
                null));
  }

  @Test
  void bind_ofADay_takesItsText() {
    assertThat(bind("name: 2026-01-05").name()).isEqualTo("2026-01-05");
  }

  @Test
  void bind_ofEveryKey_takesTheValues() {
    Root root =
        bind(
            """
            name: ${env:WHO}-${env:NOBODY:-else}
            mode: fast
            limits: {max_line_bytes: 7, delay: 500ms}
            named: {one: {max_line_bytes: 9}}
            words: [c]
            token: abc
            """);

    assertThat(root.name()).isEqualTo("me-else");
    assertThat(root.mode()).isEqualTo(Mode.FAST);
    assertThat(root.limits()).isEqualTo(new Limits(7, Duration.ofMillis(500)));
    assertThat(root.named().get("one").maxLineBytes()).isEqualTo(9);
    assertThat(root.words()).containsExactly("c");
    assertThat(root.token()).hasToString("***").extracting(Secret::reveal).isEqualTo("abc");
  }

  @Test
  void bind_ofASecretsFile_readsIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "abc\n");

    assertThat(bind("{name: x, token: {file: '" + file + "'}}").token())
        .isEqualTo(new Secret("abc"));
  }

  @Test
  void bind_ofBadValues_namesKeyValueAndExpectation() {
    assertRefused(
        "name: x\nlimits: {max_line_bytes: -1}", "limits.max_line_bytes: -1 (expected: 1 to 4096)");
    assertRefused(
        "name: x\nnamed: {one: {max_line_bytes: 9999}}",
        "named.one.max_line_bytes: 9999 (expected: 1 to 4096)");
    assertRefused(
        "name: x\nlimits: {max_lines: 1}",
        "limits.max_lines: unknown key (expected: one of delay, max_line_bytes)");
    assertRefused(
        "name: x\nlimits: {delay: soon}",
        "limits.delay: soon (expected: a duration such as 500ms, 10s, 5m, 1h30m, 7d)");
    assertRefused("name: x\nmode: slow", "mode: slow (expected: one of fast, very_safe)");
    assertRefused("name: x\nlimits: 7", "limits: 7 (expected: a map of keys)");
    assertRefused(
        "name: x\nlimits: {max_line_bytes: many}",
        "limits.max_line_bytes: many (expected: a whole number)");
    assertRefused("mode: fast", "name: missing (expected: text)");
    assertRefused(
        "name: ${env:NOBODY}",
        "name: ${env:NOBODY} (expected: the variable NOBODY to be set, or a default after :-)");
    assertRefused(
        "name: x\ntoken: {file: /no/such/file}",
        "token.file: /no/such/file (expected: a readable file)");
    assertRefused(
        "name: [x",
        "test.yml: line 1, expected ',' or ']', but got <stream end> (expected: valid YAML)");
    assertRefused(
        "name: x\nname: y", "test.yml: line 2, found duplicate key name (expected: valid YAML)");
  }

  @Test
  void reference_ofARecord_hasARowForEveryKey() {
    assertThat(ConfigReference.of(Root.class))
        .contains("| `name` | text | required | Its name. |")
        .contains("| `mode` | one of fast, very_safe | `very_safe` | How. (live) |")
        .contains("| `limits.max_line_bytes` | whole number | `1024` | Longest line, bytes. |")
        .contains("| `named.<name>.delay` | duration | `1m30s` | How long to wait. |")
        .contains("| `words` | list or map of text | `[a, b]` | Words. |")
        .contains("| `token` | text or `{file: PATH}` | none | A secret. |");
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(message);
  }

  private static Root bind(String yaml) {
    YamlFile file = new YamlFile(name -> name.equals("WHO") ? "me" : null);
    return new ConfigBinder().bind(Root.class, file.parse(yaml, "test.yml"));
  }
}

package io.tocsin.bot.owner.codeowners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CodeownersPatternTest {
  private static byte[] patterns() throws IOException {
    try (InputStream in =
        CodeownersPatternTest.class.getResourceAsStream("/codeowners/patterns.json")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static boolean matches(String pattern, String path) {
    return CodeownersPattern.compile(pattern).matches(path);
  }

  @Test
  void T16_allPublicVerdicts_areReached() throws IOException {
    int verdicts = 0;
    for (JsonNode test : JsonMapper.shared().readTree(patterns())) {
      String pattern = test.get("pattern").asString();
      for (String path : test.get("paths").propertyNames()) {
        verdicts++;
        assertThat(matches(pattern, path))
            .as(pattern + " on " + path)
            .isEqualTo(test.get("paths").get(path).asBoolean());
      }
    }
    assertThat(verdicts).isEqualTo(153);
  }

  @Test
  void T16_twoAsterisks_doNotSwallowWhatFollowsThem() {
    assertThat(matches("**/logs", "build/logs")).isTrue();
    assertThat(matches("**/logs", "deeply/nested/logs/today.log")).isTrue();
    assertThat(matches("**/logs", "catalogs/today.log")).isFalse();
    assertThat(matches("/a/**/z.java", "a/z.java")).isTrue();
    assertThat(matches("/a/**/z.java", "a/b/c/z.java")).isTrue();
    assertThat(matches("/a/**/z.java", "a/b/zz.java")).isFalse();
  }

  @Test
  void T16_whatGitHubDoesNotSupport_isRefusedWithAReason() {
    assertThatThrownBy(() -> CodeownersPattern.compile("!docs/")).hasMessageContaining("negation");
    assertThatThrownBy(() -> CodeownersPattern.compile("a/***")).hasMessageContaining("asterisks");
    assertThatThrownBy(() -> CodeownersPattern.compile("/")).hasMessageContaining("nothing");
  }

  @Test
  void T16_escapedCharacters_standForThemselves() {
    assertThat(matches("\\#notes.md", "docs/#notes.md")).isTrue();
    assertThat(matches("with\\ space/", "with space/a")).isTrue();
    assertThat(matches("a.b", "axb")).isFalse();
  }

  @Test
  void eval_neverLooksAtTheVerdicts(@TempDir Path folder) throws IOException {
    JsonNode tests = JsonMapper.shared().readTree(patterns());
    String withVerdicts = eval(folder, tests);
    for (JsonNode test : tests) {
      List<String> paths = new ArrayList<>(test.get("paths").propertyNames());
      ((ObjectNode) test).set("paths", JsonMapper.shared().valueToTree(paths));
    }

    assertThat(eval(folder, tests)).isEqualTo(withVerdicts);
    assertThat(withVerdicts.lines()).hasSize(153).contains("foo/*\tfoo/bar/baz\tfalse");
  }

  private static String eval(Path folder, JsonNode tests) throws IOException {
    Path file = folder.resolve("patterns.json");
    Files.writeString(file, tests.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeownersEval.run(file, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}

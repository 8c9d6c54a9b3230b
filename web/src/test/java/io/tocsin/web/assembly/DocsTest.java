package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.web.assembly.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the docs say is so. */
class DocsTest {
  private static final Path HOUSE = Path.of("..");
  private static final Pattern YAML =
      Pattern.compile("```yaml\\n# tocsin.yml\\n(.*?)```", Pattern.DOTALL);

  /** Examples of what others are to write: no links of the page. */
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @TempDir private Path folder;

  @Test
  void theConfigReference_isWhatTheRecordsSay() throws IOException {
    assertThat(HOUSE.resolve("docs/reference/config.md"))
        .as("stale: ./tocsin config-reference > docs/reference/config.md")
        .hasContent(ConfigFile.reference(TocsinConfig.class));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleOfSettings_isAccepted() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(page.toString(), () -> tryYaml(page)));
  }

  @TestFactory
  Stream<DynamicTest> everyLinkWithinTheHouse_leadsSomewhere() throws IOException {
    return pages().stream()
        .map(page -> DynamicTest.dynamicTest(page.toString(), () -> follow(page)));
  }

  @Test
  void everyLongTest_isNamedWhereLongTestsAreDescribed() throws IOException {
    String described = Files.readString(HOUSE.resolve("docs/extend.md"));
    List<String> unnamed = new ArrayList<>();
    for (Path module : modules()) {
      Path tests = module.resolve("src/test/java");
      if (Files.exists(tests)) {
        try (Stream<Path> files = Files.walk(tests)) {
          for (Path file : files.filter(DocsTest::isLong).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            if (!described.contains('`' + name + '`')) {
              unnamed.add(name);
            }
          }
        }
      }
    }
    assertThat(unnamed).isEmpty();
  }

  private static boolean isLong(Path file) {
    try {
      return file.toString().endsWith("Test.java")
          && Files.readString(file).contains("@Tag(\"long\")");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> modules = Files.list(HOUSE)) {
      return modules.filter(Files::isDirectory).toList();
    }
  }

  private void tryYaml(Path page) throws IOException {
    Matcher example = YAML.matcher(Files.readString(page));
    while (example.find()) {
      Path secret = Files.writeString(folder.resolve("secret"), "a-long-enough-secret");
      Path file = folder.resolve("tocsin.yml");
      Files.writeString(file, example.group(1).replaceAll("file: /[^}]*", "file: " + secret));
      assertThat(ConfigFile.read(TocsinConfig.class, Optional.of(file))).isNotNull();
    }
  }

  private static void follow(Path page) throws IOException {
    Matcher link = LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""));
    List<String> broken = new ArrayList<>();
    while (link.find()) {
      if (!Files.exists(page.resolveSibling(link.group(1)))) {
        broken.add(link.group(1));
      }
    }
    assertThat(broken).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(HOUSE.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(HOUSE.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    try (Stream<Path> modules = Files.list(HOUSE)) {
      modules.map(module -> module.resolve("README.md")).filter(Files::exists).forEach(pages::add);
    }
    return pages;
  }
}

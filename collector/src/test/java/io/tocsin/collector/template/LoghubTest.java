package io.tocsin.collector.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On public logs, where {@code TOCSIN_DATA} names a folder with {@code loghub2k} in it. */
class LoghubTest {
  private static final String FILE = "_2k.log_structured_corrected.csv";
  private static Path data = Path.of("");

  @TempDir private static Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    Path archive =
        Path.of(System.getenv().getOrDefault("TOCSIN_DATA", "none"))
            .resolve("loghub2k/2k_dataset-dev.tar.xz");
    assumeThat(archive).as("TOCSIN_DATA with loghub2k").exists();
    int exit =
        new ProcessBuilder("tar", "xJf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start()
            .waitFor();
    assumeThat(exit).as("tar xJf").isZero();
    data = folder.resolve("2k_dataset");
  }

  @Test
  void prediction_readsNothingButTheContent(@TempDir Path out) throws IOException {
    Path blank = out.resolve("blank");
    for (Path system : systems()) {
      blankAllButContent(system, blank.resolve(system.getFileName()));
    }

    TemplatesEval.run(data, out.resolve("a"), TemplateConfig.byDefault());
    TemplatesEval.run(blank, out.resolve("b"), TemplateConfig.byDefault());

    for (Path system : systems()) {
      Path file = Path.of(system.getFileName() + ".csv");
      assertThat(out.resolve("b").resolve(file))
          .hasSameTextualContentAs(out.resolve("a").resolve(file));
    }
  }

  private static List<Path> systems() throws IOException {
    try (Stream<Path> systems = Files.list(data)) {
      return systems.sorted().toList();
    }
  }

  private static void blankAllButContent(Path system, Path to) throws IOException {
    Files.createDirectories(to);
    StringBuilder blanked = new StringBuilder();
    try (var reader = Files.newBufferedReader(system.resolve(system.getFileName() + FILE))) {
      CsvRows rows = new CsvRows(reader);
      List<String> head = rows.next();
      assertThat(head).isNotNull();
      int content = head.indexOf("Content");
      blanked.append(String.join(",", head)).append('\n');
      for (List<String> row = rows.next(); row != null; row = rows.next()) {
        List<String> cells = row;
        blanked
            .append(
                IntStream.range(0, head.size())
                    .mapToObj(i -> i == content ? quoted(cells.get(i)) : "")
                    .collect(Collectors.joining(",")))
            .append('\n');
      }
    }
    Files.writeString(to.resolve(system.getFileName() + FILE), blanked);
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}

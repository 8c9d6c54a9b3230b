package io.tocsin.collector.template;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predictions for Loghub: {@code DIR/<SYS>/<SYS>_2k.log_structured_corrected.csv}, column Content
 * alone, to {@code OUT/<SYS>.csv}. Lines are mined in their order; each is given the template that
 * its own stands in at the end, as a search for a template finds records of those that went up in
 * it.
 */
public final class TemplatesEval {
  private static final String FILE = "_2k.log_structured_corrected.csv";

  private TemplatesEval() {}

  public static void run(Path data, Path out, TemplateConfig config) throws IOException {
    Files.createDirectories(out);
    List<Path> systems;
    try (Stream<Path> folders = Files.list(data)) {
      systems = folders.filter(Files::isDirectory).sorted().toList();
    }
    for (Path system : systems) {
      Path file = system.resolve(system.getFileName() + FILE);
      if (Files.exists(file)) {
        mine(file, out.resolve(system.getFileName() + ".csv"), config);
      }
    }
  }

  private static void mine(Path file, Path out, TemplateConfig config) throws IOException {
    List<Template> templates = new ArrayList<>();
    ServiceTemplates miner = new ServiceTemplates(config);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      CsvRows rows = new CsvRows(reader);
      List<String> head = rows.next();
      int content = head == null ? -1 : head.indexOf("Content");
      if (content < 0) {
        throw new IOException(file + " (expected: a column Content)");
      }
      for (List<String> row = rows.next(); row != null; row = rows.next()) {
        templates.add(miner.add(row.size() > content ? row.get(content) : "", templates.size()));
      }
    }
    try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      writer.write("LineId,EventTemplate\n");
      for (int i = 0; i < templates.size(); i++) {
        String text = templates.get(i).current().text();
        writer.write((i + 1) + ",\"" + text.replace("\"", "\"\"") + "\"\n");
      }
    }
  }
}

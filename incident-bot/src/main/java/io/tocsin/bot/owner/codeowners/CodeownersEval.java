package io.tocsin.bot.owner.codeowners;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code eval codeowners FILE}: reads {@code [{"pattern": …, "paths": …}]}, whose paths are a list,
 * or an object of which only the names are looked at, and prints one verdict a line: pattern, path,
 * true or false, tab-separated.
 */
public final class CodeownersEval {
  private CodeownersEval() {}

  public static void run(Path file, PrintStream out) throws IOException {
    for (JsonNode test : JsonMapper.shared().readTree(Files.readAllBytes(file))) {
      String pattern = test.get("pattern").asString();
      for (String path : paths(test.get("paths"))) {
        out.print(pattern + '\t' + path + '\t' + matches(pattern, path) + '\n');
      }
    }
    out.flush();
  }

  private static List<String> paths(JsonNode paths) {
    if (paths.isObject()) {
      return List.copyOf(paths.propertyNames());
    }
    List<String> list = new ArrayList<>();
    paths.forEach(path -> list.add(path.asString()));
    return list;
  }

  private static boolean matches(String pattern, String path) {
    try {
      return CodeownersPattern.compile(pattern).matches(path);
    } catch (IllegalArgumentException skipped) {
      return false;
    }
  }
}

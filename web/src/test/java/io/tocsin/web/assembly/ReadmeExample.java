package io.tocsin.web.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The README's block that starts an application with both agents, read as a shell would.
 *
 * @param variables that it exports; files that it reads are put in
 * @param agents paths from the house's root, in order
 */
record ReadmeExample(Map<String, String> variables, List<Path> agents) {
  private static final Pattern SHELL = Pattern.compile("```shell\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern EXPORT = Pattern.compile("(?m)^export (\\w+)=(.*)$");
  private static final Pattern AGENT = Pattern.compile("-javaagent:(\\S+)");
  private static final Pattern FILE = Pattern.compile("\\$\\(cat ([^)]+)\\)");

  /**
   * @param file what stands in a file that the block reads
   */
  static ReadmeExample read(Path readme, Function<Path, String> file) throws IOException {
    String block =
        SHELL
            .matcher(Files.readString(readme))
            .results()
            .map(found -> found.group(1))
            .filter(text -> text.contains("-javaagent:"))
            .findFirst()
            .orElseThrow(() -> new IOException("no block with -javaagent in " + readme));
    Map<String, String> variables = new LinkedHashMap<>();
    Matcher export = EXPORT.matcher(block);
    while (export.find()) {
      String value = export.group(2).replaceAll("^(['\"])(.*)\\1$", "$2");
      variables.put(
          export.group(1),
          FILE.matcher(value)
              .replaceAll(found -> Matcher.quoteReplacement(file.apply(Path.of(found.group(1))))));
    }
    List<Path> agents =
        AGENT.matcher(block).results().map(MatchResult::group).map(ReadmeExample::path).toList();
    return new ReadmeExample(variables, agents);
  }

  private static Path path(String option) {
    return Path.of(option.substring(option.indexOf(':') + 1));
  }
}

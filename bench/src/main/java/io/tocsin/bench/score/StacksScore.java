package io.tocsin.bench.score;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Grouping and suspects on Defects4J's crash-like traces, by the rules of the data's own scorer: a
 * class is right when the fix changed it, and test classes do not count as suspects.
 */
@Command(name = "stacks", description = "Scores eval stacks on Defects4J's traces.")
final class StacksScore implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int[] TOP = {1, 3, 5};
  private static final Pattern TEST =
      Pattern.compile(
          ".*(Test|Tests|TestCase|TestBase|TestSuite)|Test.*|Abstract.*Test.*|.*IntegrationTest.*");

  @Parameters(paramLabel = "PREDICTIONS", description = "What eval stacks printed.")
  private Path predictions = Path.of("");

  @Parameters(paramLabel = "PROJECTS", description = "The folder framework/projects of the data.")
  private Path projects = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Prediction(String file, int index, String fingerprint, List<String> culprits) {}

  @Override
  public Integer call() throws IOException {
    Map<String, Prediction> predicted = read();
    List<String> groups = new ArrayList<>();
    List<String> bugs = new ArrayList<>();
    int[] hits = new int[TOP.length];
    int located = 0;
    int missing = 0;
    for (LabelledTrace trace : crashes()) {
      Prediction prediction = predicted.get(trace.bug() + '#' + trace.index());
      if (prediction == null) {
        missing++;
        prediction = new Prediction("", 0, "missing " + missing, List.of());
      }
      groups.add(trace.project() + ' ' + prediction.fingerprint());
      bugs.add(trace.bug());
      Set<String> fixed = trace.fixedClasses(projects);
      if (!fixed.isEmpty()) {
        located++;
        List<String> suspects = suspects(prediction, trace);
        for (int i = 0; i < TOP.length; i++) {
          hits[i] += suspects.stream().limit(TOP[i]).anyMatch(fixed::contains) ? 1 : 0;
        }
      }
    }
    Clusters clusters = Clusters.of(groups, bugs);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "crash-like traces %d, without a prediction %d, bugs %d, groups %d%n",
        bugs.size(), missing, clusters.truths(), clusters.groups());
    out.printf(Locale.ROOT, "grouping  B3 F1 %.3f  pair F1 %.3f%n", clusters.b3(), clusters.pair());
    out.printf(Locale.ROOT, "fixed class among the first of %d:", located);
    for (int i = 0; i < TOP.length; i++) {
      out.printf(Locale.ROOT, "  %d %.3f", TOP[i], (double) hits[i] / Math.max(1, located));
    }
    out.println();
    out.flush();
    return 0;
  }

  /** By bug and place in its file. */
  private Map<String, Prediction> read() throws IOException {
    Map<String, Prediction> read = new HashMap<>();
    for (String line : Files.readAllLines(predictions)) {
      Prediction each = JSON.readValue(line, Prediction.class);
      Path file = Path.of(each.file());
      String bug = file.getName(file.getNameCount() - 3) + "-" + file.getFileName();
      read.put(bug + '#' + each.index(), each);
    }
    return read;
  }

  private List<LabelledTrace> crashes() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(projects)) {
      files =
          all.filter(file -> file.endsWith(Path.of("trigger_tests", file.getFileName().toString())))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    List<LabelledTrace> traces = new ArrayList<>();
    for (Path file : files) {
      traces.addAll(LabelledTrace.in(file));
    }
    return traces.stream().filter(LabelledTrace::isCrash).toList();
  }

  /** Top-level classes in their order, each once. */
  private static List<String> suspects(Prediction prediction, LabelledTrace trace) {
    return prediction.culprits().stream()
        .map(name -> name.split("\\$", 2)[0])
        .distinct()
        .filter(name -> !isTest(name) && !name.equals(trace.testClass()))
        .toList();
  }

  private static boolean isTest(String name) {
    return name.contains(".junit.")
        || TEST.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
  }
}

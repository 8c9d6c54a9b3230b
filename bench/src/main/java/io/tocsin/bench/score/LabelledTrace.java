package io.tocsin.bench.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One trace of Defects4J's {@code trigger_tests}, with its labels.
 *
 * @param index among the traces of its file
 * @param exception its type, as printed
 */
record LabelledTrace(String project, String bug, int index, String test, String exception) {
  /** A test that finds a wrong value says little of where the fault is. */
  private static final Set<String> VERIFICATIONS =
      Set.of(
          "AssertionFailedError",
          "ComparisonFailure",
          "AssertionError",
          "TestTimedOutException",
          "ArgumentsAreDifferent",
          "WantedButNotInvoked",
          "MultipleFailureException");

  boolean isCrash() {
    String name = exception.substring(exception.lastIndexOf('.') + 1);
    return !VERIFICATIONS.contains(name.substring(name.lastIndexOf('$') + 1));
  }

  String testClass() {
    return test.split("::", 2)[0];
  }

  /** Of one file: a line {@code --- class::method}, then the trace. */
  static List<LabelledTrace> in(Path file) throws IOException {
    String project = file.getName(file.getNameCount() - 3).toString();
    List<LabelledTrace> traces = new ArrayList<>();
    String test = null;
    for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("--- ")) {
        test = line.substring(4).strip();
      } else if (test != null && !line.isBlank()) {
        String exception = line.strip().split("[:\\s]", 2)[0];
        String bug = project + '-' + file.getFileName();
        traces.add(new LabelledTrace(project, bug, traces.size(), test, exception));
        test = null;
      }
    }
    return traces;
  }

  /** Classes that the fix of its bug changed; empty where they are not known. */
  Set<String> fixedClasses(Path projects) throws IOException {
    String number = bug.substring(project.length() + 1);
    Path file = projects.resolve(project).resolve("modified_classes").resolve(number + ".src");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return Set.copyOf(lines.map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
  }
}

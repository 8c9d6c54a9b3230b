package io.tocsin.web.assembly;

import io.tocsin.model.fault.Culprit;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.fault.StackTraceScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Prints what the grouper and the culprit ranking make of each stack trace; reads no labels. */
@Command(
    name = "stacks",
    description = "One JSON object a stack trace: file, index, type, fingerprint, culprits.")
final class EvalStacks implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Texts with Java stack traces.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    OwnCode own = OwnCode.byDefault();
    for (Path file : files) {
      // Bytes that are no UTF-8 become replacement marks: one bad byte must not lose a file.
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<StackTrace> traces = StackTraceScan.in(text);
      for (int i = 0; i < traces.size(); i++) {
        System.out.println(JSON.writeValueAsString(prediction(file, i, traces.get(i), own)));
      }
    }
    return 0;
  }

  private static Map<String, Object> prediction(
      Path file, int index, StackTrace trace, OwnCode own) {
    Map<String, Object> prediction = new LinkedHashMap<>();
    prediction.put("file", file.toString());
    prediction.put("index", index);
    prediction.put("type", trace.root().type());
    prediction.put("fingerprint", Grouping.of(trace, own, "").fingerprint().value());
    prediction.put(
        "culprits",
        Culprit.rank(trace, own).stream().map(culprit -> culprit.frame().className()).toList());
    return prediction;
  }
}

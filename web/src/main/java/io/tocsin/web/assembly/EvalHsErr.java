package io.tocsin.web.assembly;

import io.tocsin.crash.CrashFrame;
import io.tocsin.crash.CrashReport;
import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.HsErr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Prints what the reader of fatal error logs makes of each; reads no labels. */
@Command(
    name = "hs_err",
    description =
        "One JSON object a fatal error log: file, signal, problematicFrame, jvm, jdk, vendor, gc,"
            + " os, arch, threadType, threadName, complete, diagnoses, facts.")
final class EvalHsErr implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Fatal error logs of JVMs.")
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      System.out.println(JSON.writeValueAsString(prediction(file, CrashFiles.read(file))));
    }
    return 0;
  }

  static Map<String, Object> prediction(Path file, byte[] bytes) {
    CrashReport report = HsErr.read(bytes);
    Map<String, Object> prediction = new LinkedHashMap<>();
    prediction.put("file", file.toString());
    prediction.put("signal", report.signal());
    prediction.put("problematicFrame", report.problematicFrame().map(CrashFrame::text).orElse(""));
    prediction.put("jvm", report.jvm().vm());
    prediction.put("jdk", report.jvm().jdk());
    prediction.put("vendor", report.jvm().vendor());
    prediction.put("gc", report.jvm().gc());
    prediction.put("os", report.jvm().os());
    prediction.put("arch", report.jvm().arch());
    prediction.put("threadType", report.thread().type());
    prediction.put("threadName", report.threadName());
    prediction.put("complete", report.isComplete());
    prediction.put("diagnoses", report.diagnoses().stream().map(Diagnosis::id).toList());
    prediction.put("facts", underPublishedNames(report.facts()));
    return prediction;
  }

  /** The published facts are named after getters: getMemoryTotal, isRhel. */
  private static Map<String, Object> underPublishedNames(Map<String, Object> facts) {
    Map<String, Object> named = new LinkedHashMap<>();
    facts.forEach((name, value) ->
        named.put(
            name.startsWith("is")
                ? name
                : "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
            value));
    return named;
  }
}

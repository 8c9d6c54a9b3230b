package io.tocsin.web.assembly;

import io.tocsin.crash.CrashReport;
import io.tocsin.crash.HsErr;
import io.tocsin.model.fault.OwnCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Explains the fatal error logs of a folder; needs no server and sends nothing. */
@Command(
    name = "postmortem",
    mixinStandardHelpOptions = true,
    description = "Explain the JVM's fatal error logs (hs_err*.log) in a folder and below.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every log found was read",
      "1:no fatal error log there",
      "2:the folder cannot be read, or a wrong option",
      "3:a file with that name is no fatal error log"
    })
final class PostmortemCommand implements Callable<Integer> {
  private static final int NONE_FOUND = 1;
  private static final int NO_REPORT = 3;

  @Parameters(paramLabel = "DIR", description = "Folder with the logs, or one log.")
  private Path dir = Path.of(".");

  @Option(names = "--json", description = "One JSON object a log.")
  private boolean json;

  @Option(names = "--all", description = "Also what is only good to know.")
  private boolean all;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(dir)) {
      throw new CannotRunException("no such file or folder: " + dir);
    }
    List<Path> files = Files.isDirectory(dir) ? CrashFiles.in(dir) : List.of(dir);
    if (files.isEmpty()) {
      spec.commandLine().getErr().println("tocsin: no fatal error log (hs_err*.log) in " + dir);
      return NONE_FOUND;
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean allRead = true;
    OwnCode own = OwnCode.byDefault();
    for (Path file : files) {
      CrashReport report = HsErr.read(CrashFiles.read(file));
      allRead &= report.isRecognised();
      if (json) {
        out.println(JsonMapper.shared().writeValueAsString(document(file, report, own)));
      } else {
        out.println(new PostmortemText(own, all).of(file, report));
      }
    }
    out.flush();
    return allRead ? 0 : NO_REPORT;
  }

  private static Map<String, Object> document(Path file, CrashReport report, OwnCode own) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file.toString());
    document.put("recognised", report.isRecognised());
    document.put("complete", report.isComplete());
    document.put("error", report.error().toString());
    report.time().ifPresent(time -> document.put("time", time.toString()));
    document.put("zone_known", report.isZoneKnown());
    report.elapsed().ifPresent(span -> document.put("uptime_s", span.toSeconds()));
    document.put("jvm", report.jvm().vm());
    document.put("jdk", report.jvm().jdk());
    document.put("vendor", report.jvm().vendor());
    document.put("gc", report.jvm().gc());
    document.put("os", report.jvm().os());
    document.put("arch", report.jvm().arch());
    document.put("thread_type", report.thread().type());
    document.put("thread_name", report.threadName());
    report.problematicFrame().ifPresent(frame -> document.put("frame", frame.text()));
    PostmortemText.topOwnFrame(report, own).ifPresent(frame -> document.put("own_frame", frame));
    document.put("stack", report.stackTrace());
    document.put(
        "diagnoses",
        report.diagnoses().stream()
            .map(diagnosis -> {
              Map<String, Object> told = new LinkedHashMap<>();
              told.put("id", diagnosis.id());
              told.put("sentence", diagnosis.sentence());
              told.put("advice", diagnosis.advice());
              told.put("lines", diagnosis.lines().stream().map(PostmortemText::numbered).toList());
              return told;
            })
            .toList());
    return document;
  }
}

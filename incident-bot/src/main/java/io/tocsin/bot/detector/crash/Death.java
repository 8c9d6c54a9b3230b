package io.tocsin.bot.detector.crash;

import io.tocsin.model.fault.CrashGrouping;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.ProblematicFrame;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a record tells of the JVM that died. */
record Death(Grouping grouping, FaultFacts facts, String because) {
  private static final int MAX_STACK = 65_536;
  private static final String UNKNOWN = "unknown fatal error";

  /** A head that reads as a throwable, so that the frames below it are read as a stack's. */
  private static final String ANY_HEAD = "java.lang.Error\n";

  private static final String NATIVE = "native.";

  static Death of(LogRecord record, OwnCode own) {
    ErrorInfo error = record.error();
    String type = orElse(error == null ? null : error.type(), UNKNOWN);
    String stack = orElse(error == null ? null : error.stack(), "");
    ProblematicFrame died =
        ProblematicFrame.parse(record.attributes().getOrDefault("jvm.crash.problematic_frame", ""));
    CrashGrouping crash = CrashGrouping.of(type, died, javaFrames(stack), own);
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.CRASH,
            type,
            orElse(error == null ? null : error.message(), ""),
            type,
            crash.culprit().orElse(null),
            crash.culpritBecause(),
            stack.length() <= MAX_STACK ? stack : stack.substring(0, MAX_STACK),
            false,
            null,
            null,
            record.attributes().get("vcs.ref.head.revision"),
            crash.grouping().because());
    return new Death(crash.grouping(), facts, because(record, type, died));
  }

  private static String because(LogRecord record, String type, ProblematicFrame died) {
    String process = process(record);
    String who = "the JVM" + (process == null ? "" : " of process " + process);
    String thread = record.thread() == null ? "" : ", thread " + record.thread();
    String blame =
        died.isTheProfilers()
            ? "; that is the profiler's own code: the agent's fault, not the service's"
            : "";
    String where = died.isKnown() ? " in " + died : "";
    return who + " died of " + type + where + thread + blame;
  }

  /** Of the JVM that died; null where the report does not say. */
  static @Nullable String process(LogRecord record) {
    String pid = record.attributes().get("tocsin.exit.pid");
    return pid == null ? record.attributes().get("process.pid") : pid;
  }

  /** Native frames stand among them in the form of Java's, as {@code native.libx.so.symbol}. */
  private static List<Frame> javaFrames(String stack) {
    String frames =
        stack
            .lines()
            .filter(line -> line.strip().startsWith("at "))
            .collect(Collectors.joining("\n"));
    return StackTrace.parse(ANY_HEAD + frames)
        .map(StackTrace::rootFrames)
        .orElse(List.of())
        .stream()
        .filter(frame -> !frame.className().startsWith(NATIVE))
        .toList();
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}

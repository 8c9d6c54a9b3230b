package io.tocsin.agent.uncaught;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.agent.config.SampleConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StackTextTest {
  static List<Throwable> shapes() {
    Throwable plain = new IllegalStateException("plain");
    Throwable wrapped = new RuntimeException(new IOException("root", new Error()));
    Throwable suppressed = new RuntimeException("with suppressed", wrapped);
    suppressed.addSuppressed(new IOException("close", new IllegalStateException("deeper")));
    suppressed.addSuppressed(new IOException("second close"));
    Throwable circular = new RuntimeException("a");
    circular.initCause(new RuntimeException("b", circular));
    Throwable selfSuppressed = new RuntimeException("c");
    Throwable inner = new RuntimeException("d", selfSuppressed);
    selfSuppressed.addSuppressed(inner);
    Throwable withoutStack = new RuntimeException("none", null, true, false) {};
    return List.of(
        plain,
        wrapped,
        suppressed,
        circular,
        selfSuppressed,
        withoutStack,
        new RuntimeException("two\nlines"),
        new NullPointerException());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void T19_text_equalsWhatTheJdkPrints(Throwable error) {
    StringWriter printed = new StringWriter();
    error.printStackTrace(new PrintWriter(printed));
    assertThat(StackText.of(error, SampleConfig.limits()))
        .isEqualTo(printed.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void framesBeyondTheLimit_areLeftOutOfTheMiddle() {
    Throwable error = new RuntimeException("deep");
    StackTraceElement[] trace = new StackTraceElement[40];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = new StackTraceElement("app.A", "m" + i, "A.java", i);
    }
    error.setStackTrace(trace);
    String text = StackText.of(error, SampleConfig.limits("stack_max_frames", "16"));
    assertThat(text.lines())
        .hasSize(1 + 16 + 1)
        .contains("\tat app.A.m7(A.java:7)", "\t... 24 frames omitted", "\tat app.A.m32(A.java:32)")
        .doesNotContain("\tat app.A.m8(A.java:8)", "\tat app.A.m31(A.java:31)");
  }

  @Test
  void charactersBeyondTheLimit_areCutBetweenLinesAndTitlesStay() {
    Throwable error = new RuntimeException("outermost", new RuntimeException("middle one"));
    error.getCause().initCause(new IOException("root"));
    for (Throwable each = error; each != null; each = each.getCause()) {
      StackTraceElement[] trace = new StackTraceElement[50];
      for (int i = 0; i < trace.length; i++) {
        trace[i] = new StackTraceElement("app." + each.getMessage().charAt(0), "m", "A.java", i);
      }
      each.setStackTrace(trace);
    }
    String text = StackText.of(error, SampleConfig.limits("stack_max_chars", "1024"));
    assertThat(text)
        .startsWith("java.lang.RuntimeException: outermost\n")
        .contains(
            "lines omitted\nCaused by: java.lang.RuntimeException: middle one\n",
            "lines omitted\nCaused by: java.io.IOException: root\n")
        .endsWith("\tat app.r.m(A.java:49)\n")
        .hasSizeLessThan(1_400);
  }

  @Test
  void chainWithoutEnd_isCut() {
    Throwable error =
        new RuntimeException("endless") {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Throwable getCause() {
            return new RuntimeException("another", this) {
              private static final long serialVersionUID = 1L;

              @Override
              public synchronized Throwable getCause() {
                return new RuntimeException("and another", new Error(super.getCause().getCause()));
              }
            };
          }
        };
    assertThat(StackText.of(error, SampleConfig.limits())).contains("more exceptions omitted");
  }

  @Test
  void shortening_keepsSurrogatePairsWhole() {
    assertThat(CutText.shorten("ab\uD83D\uDD14cd", 3)).isEqualTo("ab... [4 characters omitted]");
    assertThat(CutText.shorten("abc", 3)).isEqualTo("abc");
  }
}

package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTraceTest {
  @Test
  void parse_ofWhatTheJdkPrints_givesBackTheThrowables() {
    Throwable thrown = wrapped();

    StackTrace trace = StackTrace.parse(print(thrown)).orElseThrow();

    assertThat(trace.chain())
        .extracting(Thrown::type)
        .containsExactly("java.lang.IllegalStateException", "java.lang.ArithmeticException");
    assertThat(trace.outermost().message()).isEqualTo("outer");
    assertThat(trace.root().message()).isEqualTo("/ by zero");
    assertThat(trace.rootFrames().stream().map(Frame::toString))
        .containsExactlyElementsOf(
            Arrays.stream(thrown.getCause().getStackTrace()).map(StackTraceTest::frame).toList());
  }

  @Test
  void parse_ofAThreadsLastWords_skipsTheThread() {
    StackTrace trace =
        StackTrace.parse(
                """
                Exception in thread "worker-1" java.lang.NullPointerException: Cannot invoke "a.B.c()"
                \tat com.bank.Fee.of(Fee.java:12)
                \tat java.base/java.lang.Thread.run(Thread.java:1583)
                """)
            .orElseThrow();

    assertThat(trace.root().type()).isEqualTo("java.lang.NullPointerException");
    assertThat(trace.root().frames())
        .containsExactly(
            new Frame("com.bank.Fee", "of", "Fee.java", 12),
            new Frame("java.lang.Thread", "run", "Thread.java", 1583));
  }

  @Test
  void parse_ofLoaderAndModulePrefixesAndJarSuffixes_keepsTheBareName() {
    StackTrace trace =
        StackTrace.parse(
                """
                com.bank.RefundException: no
                \tat app//com.bank.Fee.of(Fee.java:12)
                \tat app/bank@1.2/com.bank.Fee.at(Fee.java:13) ~[fee-1.2.jar!/:1.2]
                \tat java.base@21.0.1/java.util.List.get(Unknown Source)
                \tat jdk.internal.misc.Unsafe.park(Native Method)
                """)
            .orElseThrow();

    assertThat(trace.root().frames())
        .containsExactly(
            new Frame("com.bank.Fee", "of", "Fee.java", 12),
            new Frame("com.bank.Fee", "at", "Fee.java", 13),
            new Frame("java.util.List", "get", null, 0),
            new Frame("jdk.internal.misc.Unsafe", "park", null, 0));
  }

  @Test
  void parse_ofAMessageWithSeveralLines_keepsThemAll() {
    StackTrace trace =
        StackTrace.parse("java.sql.SQLException: bad grammar\n  in: select 1\n\tat a.B.c(B.java:1)")
            .orElseThrow();

    assertThat(trace.root().message()).isEqualTo("bad grammar\n  in: select 1");
    assertThat(trace.root().frames()).hasSize(1);
  }

  @Test
  void parse_ofLogbacksRootCauseFirst_turnsTheChainRound() {
    StackTrace trace =
        StackTrace.parse(
                """
                java.lang.ArithmeticException: / by zero
                \tat com.bank.Fx.rate(Fx.java:3)
                Wrapped by: java.lang.IllegalStateException: outer
                \tat com.bank.Fx.convert(Fx.java:9)
                \t... 3 common frames omitted
                """)
            .orElseThrow();

    assertThat(trace.root().type()).isEqualTo("java.lang.ArithmeticException");
    assertThat(trace.outermost().type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void T19_parse_ofSuppressedAndCircularCauses_endsAndKeepsThemApart() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalArgumentException("second");
    first.initCause(second);
    second.initCause(first);
    first.addSuppressed(new java.io.IOException("close failed", new RuntimeException("deep")));

    StackTrace trace = StackTrace.parse(print(first)).orElseThrow();

    assertThat(trace.chain())
        .extracting(Thrown::type)
        .containsExactly("java.lang.IllegalStateException", "java.lang.IllegalArgumentException");
    assertThat(trace.outermost().suppressed()).containsExactly("java.io.IOException");
    assertThat(trace.outermost().frames()).hasSameSizeAs(first.getStackTrace());
  }

  @Test
  void T19_parse_ofAHundredThousandFrames_keepsABoundedNumber() {
    StringBuilder text = new StringBuilder("java.lang.StackOverflowError\n");
    for (int i = 0; i < 100_000; i++) {
      text.append("\tat com.bank.Tree.walk(Tree.java:7)\n");
    }

    StackTrace trace = StackTrace.parse(text.toString()).orElseThrow();

    assertThat(trace.root().frames()).hasSize(StackTraceParser.MAX_FRAMES);
  }

  @Test
  void parse_ofSomethingElse_isEmpty() {
    for (String text : List.of("", "\n\n", "all is well", "done: 3 files", "at a.B.c(B.java:1)")) {
      assertThat(StackTrace.parse(text)).as(text).isEmpty();
    }
  }

  private static Throwable wrapped() {
    try {
      return new RuntimeException("never, it divides: " + 1 / zero());
    } catch (ArithmeticException e) {
      return new IllegalStateException("outer", e);
    }
  }

  private static int zero() {
    return 0;
  }

  private static String frame(StackTraceElement e) {
    return new Frame(e.getClassName(), e.getMethodName(), e.getFileName(), e.getLineNumber())
        .toString();
  }

  static String print(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

package io.tocsin.model.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTraceScanTest {
  @Test
  void in_aLogWithOtherLines_findsEveryTraceInOrder() {
    String log =
        """
        2026-01-02 10:00:00 INFO all is well
        2026-01-02 10:00:01 ERROR transfer failed
        java.lang.IllegalStateException: outer
        second line of its message
        \tat com.bank.A.a(A.java:1)
        \tSuppressed: java.io.IOException: closed
        \t\tat com.bank.B.b(B.java:2)
        Caused by: java.lang.ArithmeticException: / by zero
        \tat com.bank.C.c(C.java:3)
        \t... 1 more
        2026-01-02 10:00:02 ERROR again
        Exception in thread "main" java.lang.NullPointerException
        \tat com.bank.D.d(D.java:4)
        NoFrames: just prose
        done.
        """;

    assertThat(StackTraceScan.in(log))
        .extracting(trace -> trace.outermost().type() + " / " + trace.root().type())
        .containsExactly(
            "java.lang.IllegalStateException / java.lang.ArithmeticException",
            "java.lang.NullPointerException / java.lang.NullPointerException");
  }

  @Test
  void in_aTextWithoutTraces_findsNothing() {
    assertThat(StackTraceScan.in("java.lang.Exception: no frames\n\nat all")).isEmpty();
    assertThat(StackTraceScan.in("")).isEmpty();
  }
}

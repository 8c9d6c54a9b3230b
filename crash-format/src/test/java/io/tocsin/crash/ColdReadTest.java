package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first report in a JVM that has just started. Prints what it takes; decides by the result. */
@Tag("long")
class ColdReadTest {
  private static final int RUNS = 7;

  /** Run in a JVM of its own: reads, redacts and reads again, as the agent does. */
  public static void main(String[] args) {
    String text = Samples.text(args[0]);
    long start = System.nanoTime();
    CrashReport report = HsErr.read(text);
    long read = System.nanoTime();
    String redacted = Redactor.redact(text);
    String stack = HsErr.read(redacted).stackTrace();
    long done = System.nanoTime();
    System.out.printf(
        "first read %.0f ms, redacted and read again %.0f ms more, %s, %d lines of stack%n",
        (read - start) / 1e6, (done - read) / 1e6, report.signal(), stack.split("\n", -1).length);
  }

  @Test
  void T20_firstReportOfAColdJvm_isRead() throws Exception {
    for (int run = 0; run < RUNS; run++) {
      Process cold =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ColdReadTest.class.getName(),
                  "jdk25-unsafe.log")
              .redirectErrorStream(true)
              .start();
      String said = new String(cold.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      System.out.print(said);
      assertThat(cold.waitFor()).as(said).isZero();
      assertThat(said).contains("SIGSEGV");
    }
  }
}

package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends a JVM by a real SIGSEGV, with secrets in heap, command line and environment. */
class RealCrashTest {
  @TempDir static Path folder;
  private static String text;

  @BeforeAll
  static void crash() throws IOException, InterruptedException {
    Path log = folder.resolve("hs_err_of_the_test.log");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java, "-Xmx32m", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + log));
    command.add("-Dbank.card=" + Secrets.CARD);
    command.add("-Dcustomer=" + Secrets.NAME);
    command.addAll(List.of("-cp", classPath(), CrashingJvm.class.getName()));
    command.addAll(Secrets.ALL);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("LD_LIBRARY_PATH", "/home/" + Secrets.NAME + "/" + Secrets.TOKEN);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Dpassword=" + Secrets.PASSWORD);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    text = Files.readString(log, StandardCharsets.ISO_8859_1);
  }

  /** Only the folders of this module: the path of a test must not decide. */
  private static String classPath() {
    return System.getProperty("java.class.path").split(File.pathSeparator)[0];
  }

  @Test
  void read_realCrash_tellsThreadFrameAndOwnCode() {
    CrashReport report = HsErr.read(text);

    assertThat(report.signal()).isEqualTo("SIGSEGV");
    assertThat(report.thread().type()).isEqualTo("JavaThread");
    assertThat(report.threadName()).isEqualTo("for " + Secrets.CARD);
    assertThat(report.javaFrames())
        .extracting(CrashFrame::className)
        .contains(CrashingJvm.class.getName());
    assertThat(report.diagnoses())
        .extracting(Diagnosis::id)
        .contains("error_unsafe", "error_pointer_null");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.jvm().major()).isEqualTo(Runtime.version().feature());
    assertThat(report.facts()).containsKeys("memoryTotal", "jvmMemoryHeapUsed", "maxMapCountLimit");
  }

  @Test
  void T20_redact_realCrashWithSecrets_leavesNoneAndTheSameDiagnoses() {
    assertThat(text).contains(Secrets.CARD, Secrets.PASSWORD, Secrets.TOKEN);

    String redacted = Redactor.redact(text);

    for (String secret : Secrets.ALL) {
      for (String trace : Secrets.tracesOf(secret)) {
        assertThat(redacted).doesNotContain(trace);
      }
    }
    assertThat(redacted).doesNotContain(folder.getFileName().toString());
    assertThat(HsErr.read(redacted).diagnoses())
        .extracting(Diagnosis::id)
        .isEqualTo(HsErr.read(text).diagnoses().stream().map(Diagnosis::id).toList());
    assertThat(HsErr.read(redacted).stackTrace()).isEqualTo(HsErr.read(text).stackTrace());
  }
}

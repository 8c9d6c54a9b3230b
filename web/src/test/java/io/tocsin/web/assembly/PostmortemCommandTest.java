package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PostmortemCommandTest {
  private static final String REPORT =
      """
      #
      # A fatal error has been detected by the Java Runtime Environment:
      #
      #  SIGSEGV (0xb) at pc=0x00007fa9d22950f4, pid=4711, tid=4712
      #
      # JRE version: OpenJDK Runtime Environment Temurin-25+36 (25.0+36) (build 25+36-LTS)
      # Java VM: OpenJDK 64-Bit Server VM Temurin-25+36 (25+36-LTS, mixed mode, g1 gc, linux-amd64)
      # Problematic frame:
      # V  [libjvm.so+0xf160f4]  Unsafe_PutLong+0x134
      #

      Time: Fri Nov 20 06:26:33 2026 UTC elapsed time: 93784.5 seconds (1d 2h 3m 4s)

      Current thread (0x00007fa9):  JavaThread "ledger-worker-1" [_thread_in_vm, id=4712, stack(0x1,0x2)]

      Java frames: (J=compiled Java code, j=interpreted, Vv=VM code)
      j  sun.misc.Unsafe.putAddress(JJ)V+4 jdk.unsupported@25
      j  com.example.ledger.LedgerService.post(J)V+4

      siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000

      END.
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new PostmortemCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void postmortem_reportInASubFolder_isToldInWordsWithItsLines() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(deep.resolve("hs_err_pid4711.log"), REPORT);
    Files.writeString(folder.resolve("app.log"), "nothing\n");

    assertThat(run(folder.toString())).isZero();

    assertThat(out.toString())
        .contains("died of    SIGSEGV (0xb), in V  [libjvm.so+0xf160f4]  Unsafe_PutLong+0x134")
        .contains("when       Fri Nov 20 06:26:33 2026 UTC, after 1 d 2 h")
        .contains("thread     JavaThread \"ledger-worker-1\" _thread_in_vm")
        .contains("own code   com.example.ledger.LedgerService.post")
        .contains("Eclipse Adoptium, g1 gc, linux x86_64")
        .contains("Java code read or wrote a wrong address through Unsafe.  [error_unsafe]")
        .contains("line 9: # V  [libjvm.so+0xf160f4]  Unsafe_PutLong+0x134")
        .contains("-> ")
        .doesNotContain("info_");
  }

  @Test
  void postmortem_json_isOneObjectAReport() throws IOException {
    Files.writeString(folder.resolve("hs_err_pid1.log"), REPORT);
    Files.writeString(folder.resolve("hs_err_pid2.log"), REPORT.substring(0, REPORT.length() / 2));

    assertThat(run(folder.toString(), "--json")).isZero();

    List<JsonNode> reports = out.toString().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst().get("own_frame").asString())
        .isEqualTo("com.example.ledger.LedgerService.post");
    assertThat(reports.getFirst().get("time").asString()).isEqualTo("2026-11-20T06:26:33Z");
    assertThat(reports.getFirst().get("complete").asBoolean()).isTrue();
    assertThat(reports.getFirst().get("diagnoses").get(0).get("lines").get(0).asString())
        .startsWith("line 9: ");
    assertThat(reports.getLast().get("complete").asBoolean()).isFalse();
  }

  @Test
  void postmortem_folderWithoutReports_exitsWith1AndSaysSo() {
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no fatal error log");
  }

  @Test
  void postmortem_fileThatIsNone_exitsWith3() throws IOException {
    Files.writeString(folder.resolve("hs_err_pid1.log"), "disk full\n");

    assertThat(run(folder.toString())).isEqualTo(3);
    assertThat(out.toString()).contains("is no fatal error log");
  }

  @Test
  void postmortem_controlCharacters_neverReachTheTerminal() throws IOException {
    Files.writeString(
        folder.resolve("hs_err_pid1.log"), REPORT.replace("ledger-worker-1", "a\u001b[2Jb"));

    run(folder.toString());

    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void evalHsErr_hasTheFieldsOfTheContract() {
    Map<String, Object> prediction =
        EvalHsErr.prediction(Path.of("x.log"), REPORT.getBytes(StandardCharsets.UTF_8));

    assertThat(prediction.keySet())
        .containsExactly(
            "file",
            "signal",
            "problematicFrame",
            "jvm",
            "jdk",
            "vendor",
            "gc",
            "os",
            "arch",
            "threadType",
            "threadName",
            "complete",
            "diagnoses",
            "facts");
    assertThat(prediction)
        .containsEntry("jdk", "25+36-LTS")
        .containsEntry("threadType", "JavaThread");
    assertThat(prediction.get("facts")).asString().contains("getJavaVersionMajor=25");
  }
}

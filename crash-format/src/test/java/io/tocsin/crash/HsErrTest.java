package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HsErrTest {
  private static CrashReport head(String what, String jre, String vm, String frame) {
    return HsErr.read(
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  %s
        #
        # JRE version: %s
        # Java VM: %s
        # Problematic frame:
        # %s
        #
        """
            .formatted(what, jre, vm, frame));
  }

  @Test
  void T20_read_headOfJdk25OnArm_tellsWhatDiedWhere() {
    CrashReport report =
        head(
            "SIGSEGV (0xb) at pc=0x00007fa9d22950f4, pid=356407, tid=356408",
            "OpenJDK Runtime Environment Temurin-25+36 (25.0+36) (build 25+36-LTS)",
            "OpenJDK 64-Bit Server VM Temurin-25+36 (25+36-LTS, mixed mode, tiered, g1 gc, linux-aarch64)",
            "V  [libjvm.so+0xf160f4]  Unsafe_GetByte+0x134");

    assertThat(report.signal()).isEqualTo("SIGSEGV");
    assertThat(report.error().code()).isEqualTo("0xb");
    assertThat(report.error().address()).isEqualTo("0x00007fa9d22950f4");
    assertThat(report.pid()).isEqualTo("356407");
    assertThat(report.tid()).isEqualTo("356408");
    assertThat(report.jvm().jdk()).isEqualTo("25+36-LTS");
    assertThat(report.jvm().major()).isEqualTo(25);
    assertThat(report.jvm().vendor()).isEqualTo("Eclipse Adoptium");
    assertThat(report.jvm().gc()).isEqualTo("g1");
    assertThat(report.jvm().os()).isEqualTo("linux");
    assertThat(report.jvm().arch()).isEqualTo("aarch64");
    assertThat(report.problematicFrame())
        .hasValueSatisfying(frame -> {
          assertThat(frame.kind()).isEqualTo(CrashFrame.Kind.VM);
          assertThat(frame.library()).isEqualTo("libjvm.so");
          assertThat(frame.symbol()).isEqualTo("Unsafe_GetByte");
        });
    assertThat(report.isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OpenJDK Runtime Environment (8.0_262-b10) (build 1.8.0_262-b10)|OpenJDK 64-Bit Server VM (25.262-b10 mixed mode linux-amd64 compressed oops)|1.8.0_262-b10|8|linux|x86_64|''",
        "OpenJDK Runtime Environment (17.0.5+8) (build 17.0.5+8-alpine-r2)|OpenJDK 64-Bit Server VM (17.0.5+8-alpine-r2, mixed mode, serial gc, linux-amd64-musl)|17.0.5+8-alpine-r2|17|linux-musl|x86_64|serial",
        "OpenJDK Runtime Environment SapMachine (22.0.1+8) (build 22.0.1+8)|OpenJDK 64-Bit Server VM SapMachine (22.0.1+8, mixed mode, z gc, bsd-aarch64)|22.0.1+8|22|macos|aarch64|z",
        "Java(TM) SE Runtime Environment (8.0_25-b18) (build 1.8.0_25-b18)|Java HotSpot(TM) 64-Bit Server VM (25.25-b02 mixed mode windows-amd64 compressed oops)|1.8.0_25-b18|8|windows|x86_64|''",
        "Java(TM) SE Runtime Environment Oracle GraalVM 26+35.1 (26.0+35) (build 26+35-jvmci-b01)|Java HotSpot(TM) 64-Bit Server VM Oracle GraalVM 26+35.1 (26+35-jvmci-b01, mixed mode, sharing, tiered, jvmci, compressed oops, parallel gc, linux-amd64)|26+35-jvmci-b01|26|linux|x86_64|parallel",
        "'(11.0.22+7) (build )'|OpenJDK 64-Bit Server VM (11.0.22+7-LTS, mixed mode, shenandoah gc, linux-ppc64le)|11.0.22+7|11|linux|ppc64le|shenandoah",
        "OpenJDK Runtime Environment (12.0.1+12) (build 12.0.1+12)|OpenJDK 64-Bit Server VM (12.0.1+12, mixed mode, concurrent mark sweep gc, linux-s390x)|12.0.1+12|12|linux|s390x|cms"
      })
  void T20_read_buildsOfManyKinds_areTold(
      String jre, String vm, String jdk, int major, String os, String arch, String gc) {
    CrashReport report =
        head("SIGBUS (0xa) at pc=0x1, pid=1, tid=0x0000000000008488", jre, vm, "C  0x0");

    assertThat(report.signal()).isEqualTo("SIGBUS");
    assertThat(report.tid()).isEqualTo("0x0000000000008488");
    assertThat(report.jvm().jdk()).isEqualTo(jdk);
    assertThat(report.jvm().major()).isEqualTo(major);
    assertThat(report.jvm().os()).isEqualTo(os);
    assertThat(report.jvm().arch()).isEqualTo(arch);
    assertThat(report.jvm().gc()).isEqualTo(gc);
  }

  @Test
  void T20_read_internalError_keepsItsSentenceAndPlace() {
    CrashReport report =
        HsErr.read(
            """
            #
            #  Internal Error (loopnode.hpp:628), pid=4252, tid=0x00007f4d78ee6700
            #  guarantee(n != NULL) failed: No Node.
            #
            # JRE version: OpenJDK Runtime Environment (8.0_322-b06) (build 1.8.0_322-b06)
            """);

    assertThat(report.error().kind()).isEqualTo(FatalError.Kind.INTERNAL);
    assertThat(report.error().source()).isEqualTo("loopnode.hpp:628");
    assertThat(report.error().message()).isEqualTo("guarantee(n != NULL) failed: No Node.");
    assertThat(report.problematicFrame()).isEmpty();
  }

  @Test
  void T20_read_windowsException_isTheSignal() {
    CrashReport report =
        head(
            "EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x00007fff66afbff0, pid=2804, tid=2308",
            "OpenJDK Runtime Environment 18.9 (11.0.8+10) (build 11.0.8+10-LTS)",
            "OpenJDK 64-Bit Server VM 18.9 (11.0.8+10-LTS, mixed mode, g1 gc, windows-amd64)",
            "V  [jvm.dll+0x5abff0]");

    assertThat(report.signal()).isEqualTo("EXCEPTION_ACCESS_VIOLATION");
    assertThat(report.error().code()).isEqualTo("0xc0000005");
    assertThat(report.problematicFrame()).map(CrashFrame::library).hasValue("jvm.dll");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Time: Mon Nov 29 06:26:33 2021 EST elapsed time: 0.044441 seconds (0d 0h 0m 0s)|2021-11-29T11:26:33Z|PT0.044S|true",
        "time: Thu May  7 17:24:12 2020;timezone: UTC;elapsed time: 113419 seconds (1d 7h 30m 19s)|2020-05-07T17:24:12Z|PT113419S|true",
        "time: Mon Oct 05 08:00:27 2020;elapsed time: 2266403 seconds (26d 5h 33m 23s)|2020-10-05T08:00:27Z|PT2266403S|false",
        "time: Tue Nov 10 10:20:10 2020;timezone: +08;elapsed time: 42016 seconds (0d 11h 40m 16s)|2020-11-10T02:20:10Z|PT42016S|true",
        "Time: Thu Sep  8 14:26:53 2022 Eastern Daylight Time elapsed time: 14316 seconds (0d 3h 58m 36s)|2022-09-08T18:26:53Z|PT14316S|true",
        "Time: Tue May  5 18:32:04 2020 CEST elapsed time: 956 seconds (0d 0h 15m 56s)|2020-05-05T16:32:04Z|PT956S|true",
        "Time: Wed Sep 28 11:06:07 2022 W. Australia Standard Time elapsed time: 49333 seconds (0d 13h 42m 13s)|2022-09-28T03:06:07Z|PT49333S|true",
        "Time: Mon Jan  5 09:00:00 2026 China Standard Time elapsed time: 1 seconds (0d 0h 0m 1s)|2026-01-05T01:00:00Z|PT1S|true",
        "Time: Fri Nov 20 09:00:00 2026 CST elapsed time: 9 seconds (0d 0h 0m 9s)|2026-11-20T09:00:00Z|PT9S|false",
        "Time: Wed Feb 31 25:61:99 2022 XYZ elapsed time: 9 seconds (0d 0h 0m 9s)||PT9S|false"
      })
  void T20_read_times_areMomentsWithTheirZone(
      String lines, Instant moment, Duration elapsed, boolean zoneKnown) {
    CrashReport report = HsErr.read(lines.replace(';', '\n'));

    assertThat(report.time().orElse(null)).isEqualTo(moment);
    assertThat(report.elapsed().orElse(null)).isEqualTo(elapsed);
    assertThat(report.isZoneKnown()).isEqualTo(zoneKnown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JavaThread \"main\" [_thread_in_vm, id=4, stack(0x1,0x2)]|JavaThread|main|_thread_in_vm|4|false",
        "JavaThread \"say \"hi\" [1]\" daemon [_thread_in_native, id=77, stack(0x1,0x2) (1024K)]|JavaThread|say \"hi\" [1]|_thread_in_native|77|true",
        "JavaThread \"main\"             [_thread_in_vm, id=15724, stack(0x1,0x2) (1028K)]|JavaThread|main|_thread_in_vm|15724|false",
        "VMThread [stack: 0x1,0x2] [id=25319]|VMThread|``||25319|false",
        "GCTaskThread \"GC Thread#0\" [id=9, stack(0x1,0x2)]|GCTaskThread|GC Thread#0||9|false"
      })
  void T20_read_currentThread_hasTypeNameAndState(
      String line, String type, String name, String state, String id, boolean daemon) {
    CrashThread thread = HsErr.read("Current thread (0x00007fa9):  " + line).thread();

    assertThat(thread.type()).isEqualTo(type);
    assertThat(thread.name()).isEqualTo(name == null ? "" : name);
    assertThat(thread.state()).isEqualTo(state == null ? "" : state);
    assertThat(thread.id()).isEqualTo(id);
    assertThat(thread.isDaemon()).isEqualTo(daemon);
  }

  @Test
  void read_noReport_isNotRecognisedAndEmpty() {
    CrashReport report = HsErr.read("2026-11-21 10:00:00 INFO started in 2 s\n");

    assertThat(report.isRecognised()).isFalse();
    assertThat(report.signal()).isEmpty();
    assertThat(report.javaFrames()).isEmpty();
    assertThat(report.diagnoses()).isEmpty();
  }
}

package io.tocsin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedactorTest {
  /** Sections whose figures are the JVM's or the kernel's own, typed and named. */
  private static final Set<Section> FIGURES =
      EnumSet.of(
          Section.GLOBAL_FLAGS,
          Section.MEMINFO,
          Section.CONTAINER,
          Section.LIMITS,
          Section.COMMAND_LINE,
          Section.VM_ARGUMENTS,
          Section.ENVIRONMENT,
          Section.LIBRARIES,
          Section.TIME,
          Section.ELAPSED,
          Section.SIGNAL_HANDLERS);

  static Stream<String> samples() {
    return Samples.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void T20_redact_secretInPlaceOfAnyWordOfAnyLine_isGone(String sample) {
    List<String> lines = Samples.text(sample).lines().toList();
    for (String secret : Secrets.ALL) {
      for (int word = 0; word < 12; word++) {
        List<String> planted = new ArrayList<>();
        CrashText sections = new CrashText(String.join("\n", lines));
        for (int i = 0; i < lines.size(); i++) {
          boolean figure = FIGURES.contains(sections.sectionOf(i)) && secret.equals(Secrets.MOBILE);
          planted.add(figure ? lines.get(i) : planted(lines.get(i), word, secret));
        }
        assertGone(secret, Redactor.redact(String.join("\n", planted)));
      }
    }
  }

  /** The word of that number replaced; after the last one the secret is added. */
  private static String planted(String line, int word, String secret) {
    String[] words = line.split(" ", -1);
    if (word > words.length) {
      return line;
    }
    if (word == words.length) {
      return line + " " + secret;
    }
    // What opens a section must stay, or the line belongs to another one.
    words[word] = word == 0 ? words[word] + " " + secret : secret;
    return String.join(" ", words);
  }

  @Test
  void T20_redact_secretsInEverySection_areGone() {
    for (String secret : Secrets.ALL) {
      StringBuilder report = new StringBuilder(Samples.text("jdk25-unsafe.log"));
      for (Section section : Section.values()) {
        for (String opening : openings(section)) {
          for (String shape :
              List.of(
                  "%s",
                  " %s",
                  "  %s : %s",
                  "NAME=%s",
                  "JAVA_HOME=/home/%s/jdk",
                  "RAX=0x1 is an oop: %s",
                  " - klass: 'x' string: \"%s\"",
                  "value = \"%s\"",
                  "stack at sp + 1 slots: %s",
                  "-Dapp.key=%s -Dbank.%s=1 %s",
                  "Event: 1.5 Thread 0x1 Exception <a 'java/lang/X'{0x1}: '%s'> (0x1)",
                  "Event: 1.5 Loaded shared library /home/%s/libx.so",
                  "7f00-7f01 r-xp 00000000 fe:00 12  /home/%s/libx.so",
                  "0x00007fa9d37577f0:   %s %s",
                  "=>0x1 JavaThread \"%s\" daemon [_thread_blocked, id=1]")) {
            report.append(opening).append('\n').append(shape.replace("%s", secret)).append('\n');
            report.append(opening).append(' ').append(shape.replace("%s", secret)).append('\n');
          }
        }
      }
      assertGone(secret, Redactor.redact(report.toString()));
    }
  }

  private static List<String> openings(Section section) {
    return section == Section.EVENTS
        ? List.of("Internal exceptions (1 events):", "Events (1 events):")
        : section.openings();
  }

  private static void assertGone(String secret, String redacted) {
    for (String trace : Secrets.tracesOf(secret)) {
      assertThat(redacted.lines().filter(line -> line.contains(trace))).as(trace).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void redact_sample_keepsWhatCounts(String sample) {
    CrashReport report = HsErr.read(Redactor.redact(Samples.text(sample)));

    assertThat(report.signal()).isEqualTo("SIGSEGV");
    assertThat(report.problematicFrame()).map(CrashFrame::symbol).hasValue("Unsafe_PutLong");
    assertThat(report.javaFrames())
        .extracting(CrashFrame::method)
        .contains("post", "lambda$main$0");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.time()).isPresent();
    assertThat(report.facts()).containsKeys("memoryTotal", "jvmMemoryHeapUsed", "osString");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void redact_twice_changesNothingMore(String sample) {
    String once = Redactor.redact(Samples.text(sample));

    assertThat(Redactor.redact(once)).isEqualTo(once);
  }

  @Test
  void redact_options_keepsTheJvmsAndDropsTheApplications() {
    String line =
        "jvm_args: -Xmx512m -XX:+UseG1GC -XX:OnError=mail -Dspring.datasource.password=x"
            + " -Dbank.customer=y -javaagent:/home/mei/opentelemetry-javaagent.jar=key -Dname=Mei Li"
            + " -XX:MaxMetaspaceSize=256m";

    assertThat(Redactor.redact("VM Arguments:\n" + line).lines().toList().get(1))
        .isEqualTo(
            "jvm_args: -Xmx512m -XX:+UseG1GC -XX:OnError=* -Dspring.datasource.password=* -*"
                + " -javaagent:/home/*/opentelemetry-javaagent.jar -* -XX:MaxMetaspaceSize=256m");
  }

  @Test
  void redact_threadName_keepsKnownWordsOnly() {
    String line =
        "Current thread (0x00007f00):  JavaThread \"http-nio-8080-exec-7 Mei 13812345678\" daemon"
            + " [_thread_in_native, id=12, stack(0x1,0x2)]";

    assertThat(Redactor.redact(line).strip())
        .isEqualTo(
            "Current thread (0x*):  JavaThread \"http-nio-8080-exec-7 * #\" daemon"
                + " [_thread_in_native, id=12]");
  }

  @Test
  void redact_buildOfOnesOwn_losesAccountAndFolder() {
    String line =
        "# JRE version: OpenJDK Runtime Environment (25.0) (build 25-internal-adhoc.mei.jdk)";

    assertThat(Redactor.redact(line)).doesNotContain("mei");
  }
}

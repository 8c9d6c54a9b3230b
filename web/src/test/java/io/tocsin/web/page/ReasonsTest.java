package io.tocsin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.crash.Diagnosis;
import io.tocsin.crash.HsErr;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.i18n.LocaleContextHolder;

class ReasonsTest {
  private static final Path REPORTS = Path.of("..", "crash-format", "src", "test", "resources");

  private final Reasons reasons = new Reasons();

  @AfterEach
  void forgetTheReader() {
    LocaleContextHolder.resetLocaleContext();
  }

  private String chinese(String because) {
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    return reasons.said(because);
  }

  @Test
  void english_isSaidAsItWasWritten() {
    LocaleContextHolder.setLocale(Locale.ENGLISH);

    assertThat(reasons.said("first of this fault in demo"))
        .isEqualTo("first of this fault in demo");
    assertThat(reasons.said((String) null)).isEmpty();
    assertThat(reasons.said(List.of("one", "two"))).isEqualTo("one · two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "first of this fault in prod| prod 中首次出现此故障",
        "first of this fault| 首次出现此故障",
        "author of Bond.java:27: dev-a in 7cfcf91b of 2026-11-27|"
            + " Bond.java:27 的作者：dev-a，提交 7cfcf91b，2026-11-27",
        "1.1.0 was seen first 32 s before; 1.0.0 ran before it|"
            + " 1.1.0 在此前 32 s 首次出现；此前运行的是 1.0.0",
        "until the profile named the method, it was @bank/cedar: owns 2 of 9 source files of fees|"
            + " 剖析指出方法之前为 @bank/cedar：拥有 fees 的 9 个源文件中的 2 个",
        "counted: frame java.lang.Thread.run, because all are the platform's|"
            + " 计入：栈帧 java.lang.Thread.run，因为全部属于平台",
        "P50 from 14 ms to 73 ms since 1.1.0| 自 1.1.0 起 P50 由 14 ms 升至 73 ms",
        "P90 from 2 ms to 1.5 s| P90 由 2 ms 升至 1.5 s",
        "thread stack size| 线程栈大小",
        "store reader| 存储读取者",
        "read back| 工单回读",
        "mutes stay as they are: disk full| 静默无法更新：disk full",
        "PAY-7 was closed as done| PAY-7 已完成并关闭",
        "left open: it was given to dev-a| 保持打开：已指派给 dev-a",
        "left open: dev-a has written under it| 保持打开：dev-a 在其下写了评论",
        "recurrence: given up after PT24H: HTTP 403| 再次出现的评论：超过 PT24H 仍未成功，已放弃：HTTP 403",
        "priority: HTTP 403: no right| 优先级：HTTP 403: no right",
        "successor: the tracker has no ticket PAY-1 any more| 后续工单的评论：工单系统中已无工单 PAY-1",
        "link: HTTP 403: no right| 链接：HTTP 403: no right",
        "attempt 2 has no answer; the ticket does not show it yet, looked at until 12:00|"
            + " 第 2 次尝试没有答复；工单上尚未显示，将查看至 12:00",
        "no answer; looked at first| no answer；先查看再重试",
        "close: issue 7 is left in New: its workflow leads to no status of the kind DONE for this"
            + " user| 关闭：工单 7 停留在 New：其工作流不让该用户到达 DONE 类状态",
        "issue 7 is left in New: no status is closed but those in wont_fix of bot.redmine"
            + " (Rejected)|"
            + " 工单 7 停留在 New：除 bot.redmine 的 wont_fix 所列（Rejected）外没有已关闭的状态",
        "Jira has no project PAY with issues of type Bug for this token; check project and"
            + " issue_type of bot.jira (it does not know the project)|"
            + " 使用此令牌，Jira 中没有项目 PAY 的 Bug 类型；请检查 bot.jira 的 project 与 issue_type（它不认识该项目）",
        "check fields of bot.jira for issues of type Bug in PAY: Team: it is required, and takes a"
            + " text| 请检查 bot.jira 的 fields（PAY 中 Bug 类型的工单）：Team：必填，可取 a text"
      })
  void knownForms_areWordedWithWhatVaries(String because, String expected) {
    assertThat(chinese(because)).isEqualTo(expected);
  }

  @Test
  void aSlowdownsProof_isWordedPieceByPiece() {
    assertThat(
            chinese(
                "P50 109 ms over 4 steps (01:02:45 to 01:03:05 UTC, 52 requests); over 16 steps of"
                    + " version 1.0.0 15 ms; 4.7 times beside what 10 other endpoints share; by"
                    + " chance once in 4,845 looks"))
        .isEqualTo(
            "4 个时间步内为 P50 109 ms（UTC 01:02:45 至 01:03:05，52 个请求）；版本 1.0.0 的 16 个时间步内为"
                + " 15 ms；扣除其他 10 个端点共有的部分后为 4.7 倍；纯属偶然的概率为 4,845 次观察中一次");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "somebody wrote this; and that",
        "",
        "{0} => {1}",
        "no known form 中文",
        "HTTP 500: the tracker said; no"
      })
  void whatIsNoKnownForm_staysAsItIs(String because) {
    assertThat(chinese(because)).isEqualTo(because);
  }

  @Test
  void aTextOfAnyLength_isAnsweredInReasonableTime() {
    String long1 = "owns ".repeat(400);

    assertThat(chinese(long1)).isEqualTo(long1);
    assertThat(chinese("x; ".repeat(600))).isEqualTo("x; ".repeat(600));
  }

  /** Forms and the texts that the code makes must not drift apart. */
  @Test
  void groupingOfARealTrace_leavesNothingInEnglish() {
    StackTrace trace =
        StackTrace.parse(
                """
                org.springframework.dao.DataAccessException: wrapped
                \tat com.bank.Entry.handle(Entry.java:5)
                Caused by: java.lang.NullPointerException: fee is null
                \tat java.base/java.util.Objects.requireNonNull(Objects.java:220)
                \tat com.bank.Fee.rate(Fee.java:12)
                \tat com.bank.Entry.handle(Entry.java:5)
                \tat org.springframework.b.B.y(B.java:2)
                """)
            .orElseThrow();

    assertThat(Grouping.of(trace, OwnCode.byDefault(), "com.bank.Fee").because())
        .isNotEmpty()
        .allSatisfy(because -> assertThat(chinese(because)).containsPattern("^(不)?计入："));
  }

  @Test
  void diagnosesOfRealReports_leaveNothingInEnglish() throws IOException {
    Set<String> english = new TreeSet<>();
    try (Stream<Path> reports = Files.walk(REPORTS)) {
      for (Path report : reports.filter(p -> p.toString().endsWith(".log")).toList()) {
        for (Diagnosis diagnosis : HsErr.read(Files.readString(report)).diagnoses()) {
          Stream.of(diagnosis.sentence(), diagnosis.advice())
              .filter(said -> !said.isEmpty() && chinese(said).equals(said))
              .forEach(english::add);
        }
      }
    }
    assertThat(english).isEmpty();
  }
}

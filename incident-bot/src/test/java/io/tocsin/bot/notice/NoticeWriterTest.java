package io.tocsin.bot.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakechannel.Told;
import io.tocsin.bot.notice.NoticeText.Fact;
import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident.State;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NoticeWriterTest {
  private static final String CONSOLE = "https://tocsin.test/incidents";

  private final NoticeWriter english = new NoticeWriter(Language.EN, ZoneId.of("UTC"), CONSOLE);
  private final NoticeWriter chinese =
      new NoticeWriter(Language.ZH, ZoneId.of("Asia/Shanghai"), CONSOLE);

  @Test
  void message_inEnglish() {
    NoticeText text = english.one(Told.notice(1, State.ACKNOWLEDGED), List.of(), Told.NOW);

    assertThat(text.title())
        .isEqualTo(
            "TOC-1 acknowledged [prod]: NullPointerException in RefundService.settle on POST"
                + " /refunds: 2 accounts since 14:02 UTC");
    assertThat(values(text))
        .contains("News=acknowledged by wang: as seen")
        .contains("Affected=3 times, 2 accounts, 1 tenants")
        .contains("Owner=@payments-core, Wang (CODEOWNERS line 12: /refund/)");
  }

  @Test
  void message_inChinese_withTheTimeThere() {
    NoticeText text = chinese.one(Told.notice(1, State.OPEN), List.of(), Told.NOW);

    assertThat(text.title())
        .startsWith("TOC-1 未处理 [prod]：")
        .endsWith("22:02 起影响 2 个账户（Asia/Shanghai）");
    assertThat(values(text)).contains("负责人=@payments-core").contains("动态=已创建");
    assertThat(
            chinese
                .many(List.of(Told.notice(1, State.OPEN), Told.notice(2, State.CLOSED)), Told.NOW)
                .title())
        .isEqualTo("2 个事件合并通知：1 个未处理，0 个已确认，1 个已关闭");
  }

  @Test
  void ticket_inChinese_withItsStatusAndWhoHasIt() {
    List<TimelineEvent> timeline =
        List.of(
            event(Kind.TICKET_FILED, Map.of("ticket", "PAY-1", "url", "http://t/PAY-1")),
            event(
                Kind.ACKNOWLEDGED,
                Map.of("ticket", "PAY-1", "status", "IN_PROGRESS", "person", "dev-a")));

    NoticeText text = chinese.one(Told.notice(1, State.ACKNOWLEDGED), timeline, Told.NOW);

    assertThat(values(text)).contains("工单=PAY-1 http://t/PAY-1（处理中，dev-a）");
  }

  private static TimelineEvent event(Kind kind, Map<String, String> details) {
    return new TimelineEvent(
        Uuid7.next(() -> Told.NOW), new UUID(2, 1), Told.NOW, kind, "dev-a", details, "as seen");
  }

  private static String values(NoticeText text) {
    return text.facts().stream()
        .map((Fact fact) -> fact.name() + '=' + fact.value())
        .collect(Collectors.joining("\n"));
  }
}

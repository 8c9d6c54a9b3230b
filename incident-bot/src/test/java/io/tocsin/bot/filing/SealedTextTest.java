package io.tocsin.bot.filing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakejira.FakeJira;
import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.jira.JiraTracker;
import io.tocsin.bot.tracker.jira.JiraKind;
import io.tocsin.bot.tracker.jira.JiraSetup;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TrackerException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A text that went through another markup and back is still known as ours. */
class SealedTextTest {
  private static final String TEXT =
      TextSeal.seal(
          """
          **Refunds fail: 退款 since 14:07 UTC**

          - **Incident:** [TOC-7](http://tocsin.bank.example/incidents/TOC-7)
          - **Message:** ``it`s {noformat} * _gone_``: \\*first\\* own frame, h3. and more
            - CODEOWNERS line 12: \\@payments\\-core

          ### Stack trace, own frames
          ```
          java.lang.IllegalStateException: {noformat}
          \tat com.bank.Refunds.settle(Refunds.java:42)
          ```

          Filed by Tocsin. Key: tocsin-aaaaaaaaaaaaaaaaaaaaaaaaaa.\s\
          """);
  private static final TicketKey KEY = new TicketKey("tocsin-" + "a".repeat(26));

  @ParameterizedTest
  @EnumSource(JiraKind.class)
  void throughAnotherMarkupAndBack_itIsWhole_untilSomebodyEditsIt(JiraKind kind)
      throws TrackerException {
    try (FakeJira jira = new FakeJira(0, JiraSetup.TOKEN, InstantSource.system());
        JiraTracker tracker = kind.connect(JiraSetup.of(jira, InstantSource.system()))) {
      checkSeal(tracker);
    }
  }

  @ParameterizedTest
  @EnumSource(JiraKind.class)
  void T15_aTextThatItsMarkupMakesTooLong_isWholeAllTheSame(JiraKind kind) throws TrackerException {
    String line =
        "- **Owner:** `@bank/fees-*_{x}`: line 12 \\\\[a\\\\] of [#7](http://x/y-z)? +1!\n";
    String block = "### Log\n```\n" + "2026-01-31 fees-eu - {a|b}\n".repeat(300) + "```\n";
    String text = TicketText.sealed((line.repeat(60) + block).repeat(10), KEY);
    try (FakeJira jira = new FakeJira(0, JiraSetup.TOKEN, InstantSource.system());
        JiraTracker tracker = kind.connect(JiraSetup.of(jira, InstantSource.system()))) {
      tracker.file(
          new TicketDraft(KEY, "it fails", text, null, null, 2, List.of()), Samples.IN_TIME);

      String body = tracker.find(KEY).getFirst().body();
      assertThat(body).hasSizeGreaterThan(20_000);
      assertThat(TextSeal.isWhole(body)).isTrue();
    }
  }

  private static void checkSeal(JiraTracker tracker) throws TrackerException {
    tracker.file(new TicketDraft(KEY, "it fails", TEXT, null, null, 2, List.of()), Samples.IN_TIME);

    Ticket ticket = tracker.find(KEY).getFirst();
    assertThat(TextSeal.isWhole(ticket.body())).as(ticket.body()).isTrue();
    assertThat(TextSeal.sameWords(ticket.body(), TEXT)).isTrue();

    tracker.change(
        ticket, new TicketChange(null, null, TEXT.replace("fail", "failed"), null, null));
    assertThat(TextSeal.isWhole(tracker.find(KEY).getFirst().body())).isFalse();
  }
}

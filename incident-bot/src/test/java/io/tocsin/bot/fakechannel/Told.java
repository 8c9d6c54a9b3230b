package io.tocsin.bot.fakechannel;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.notice.ChannelTimes;
import io.tocsin.bot.notice.Dispatch;
import io.tocsin.bot.notice.Language;
import io.tocsin.bot.notice.Notice;
import io.tocsin.bot.notice.NoticeText;
import io.tocsin.bot.notice.Severity;
import io.tocsin.model.Uuid7;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.log.Position;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages to send, with everything in them that a channel could trip over. */
public final class Told {
  public static final Instant NOW = Instant.parse("2026-03-01T14:02:00Z");
  public static final UUID MESSAGE = new UUID(5, 5);
  public static final ChannelTimes TIMES =
      new ChannelTimes(Duration.ofMillis(500), Duration.ofSeconds(2));

  /** Mentions, links and commands of all the chats, control characters, a cut pair, Chinese. */
  public static final String NASTY =
      "余额不足 <!channel> @all @here <@U1> <at user_id=\"all\">所有人</at> [x](http://evil.test)"
          + " *b* <a href='http://evil.test'>y</a>\u0007\u202e\n\ud83d\ude00 & \ud83d";

  private Told() {}

  public static Incident incident(int number, Incident.State state) {
    FaultRef fault = new FaultRef(new UUID(1, number), Samples.TENANT, number, NOW);
    return new Incident(
        new UUID(2, number),
        number,
        Samples.TENANT,
        fault,
        1,
        state,
        new Source("refunds", "1.4.2", "i-1", "prod", null),
        "1.4.2",
        Samples.facts(NASTY),
        new RecordId(1, new Position(0, number), 0),
        Samples.TRACE,
        "acct_a",
        NOW,
        NOW,
        NOW,
        new Owner("@payments-core", "Wang", List.of("CODEOWNERS line 12: /refund/")),
        null,
        null,
        TicketKey.of(Samples.TENANT, "prod", fault, 1),
        new BlastRadius(3, 2, 1, false),
        1);
  }

  public static Notice notice(int number, Incident.State state) {
    TimelineEvent.Kind kind =
        switch (state) {
          case OPEN -> TimelineEvent.Kind.OPENED;
          case ACKNOWLEDGED -> TimelineEvent.Kind.ACKNOWLEDGED;
          case CLOSED -> TimelineEvent.Kind.CLOSED;
        };
    Incident incident = incident(number, state);
    return new Notice(
        new UUID(3, number),
        NoticeIntent.Kind.TELL,
        1,
        1,
        NOW,
        incident,
        Severity.ERROR,
        List.of(
            new TimelineEvent(
                Uuid7.next(() -> NOW), incident.id(), NOW, kind, "wang", Map.of(), "as seen")),
        "https://tocsin.test/incidents/TOC-" + number);
  }

  public static Dispatch one(Incident.State state, @Nullable String receipt) {
    return new Dispatch(
        MESSAGE,
        List.of(notice(1, state)),
        new NoticeText(
            Language.EN,
            NoticeText.Tone.BAD,
            "TOC-1 " + state + " [prod]: " + NASTY,
            List.of(new NoticeText.Fact("Error", NASTY.repeat(20))),
            List.of(),
            new NoticeText.Link("TOC-1", "https://tocsin.test/incidents/TOC-1")),
        receipt,
        null);
  }

  public static Dispatch opened() {
    return one(Incident.State.OPEN, null);
  }

  /** The same message again, after an answer was lost. */
  public static Dispatch again(Dispatch message) {
    return new Dispatch(message.id(), message.notices(), message.text(), message.receipt(), NOW);
  }

  public static Dispatch many(int incidents) {
    List<Notice> notices =
        IntStream.rangeClosed(1, incidents)
            .mapToObj(n -> notice(n, n % 3 == 0 ? Incident.State.CLOSED : Incident.State.OPEN))
            .toList();
    return new Dispatch(
        MESSAGE,
        notices,
        new NoticeText(
            Language.EN,
            NoticeText.Tone.BAD,
            incidents + " incidents in one message",
            List.of(),
            notices.stream()
                .map(n -> new NoticeText.Item(n.incident().name() + ' ' + NASTY, n.link()))
                .toList(),
            new NoticeText.Link("All incidents", "https://tocsin.test/incidents")),
        null,
        null);
  }

  public static Dispatch test() {
    return new Dispatch(
        MESSAGE,
        List.of(),
        new NoticeText(
            Language.EN,
            NoticeText.Tone.PLAIN,
            "Test message from Tocsin",
            List.of(new NoticeText.Fact("Reason", "tried by wang")),
            List.of(),
            new NoticeText.Link("Tocsin", "https://tocsin.test/incidents")),
        null,
        null);
  }
}

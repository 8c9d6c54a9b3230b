package io.tocsin.bot.notice;

import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.notice.Delivery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes messages of deliveries that go out together. */
final class Messages {
  private final Manner manner;
  private final NoticePorts ports;
  private final NoticeWriter writer;

  Messages(NoticeConfig config, Manner manner, NoticePorts ports) {
    this.manner = manner;
    this.ports = ports;
    this.writer = new NoticeWriter(config.language(), ZoneId.of(config.zone()), ports.console());
  }

  /**
   * @param receipt of the message to be changed; null for a new one
   */
  Dispatch of(List<Pending> parcel, @Nullable String receipt) {
    Instant now = ports.clock().instant();
    Pending first = parcel.getFirst();
    boolean again = first.mayHaveArrived();
    UUID before = again ? first.row().message() : null;
    UUID id = before == null ? Uuid7.next(ports.clock()) : before;
    Instant sent = again ? first.row().createdAt() : null;
    if (first.incident() == null) {
      return new Dispatch(id, List.of(), writer.test(first.row().because()), null, sent);
    }
    List<Notice> notices =
        Parcels.byIncident(parcel).stream().map(this::notice).flatMap(Optional::stream).toList();
    if (notices.size() > 1) {
      return new Dispatch(id, notices, writer.many(notices, now), null, sent);
    }
    Notice notice = notices.getFirst();
    List<TimelineEvent> timeline =
        ports.incidents().timeline(notice.incident().tenant(), notice.incident().id());
    return new Dispatch(id, notices, writer.one(notice, timeline, now), receipt, sent);
  }

  /** A chat is told how the incident is; a machine how each change left it. */
  private Optional<Notice> notice(List<Pending> news) {
    Delivery newest = news.getLast().row();
    Incident now = news.getLast().incident();
    if (now == null || newest.news() == null) {
      return Optional.empty();
    }
    boolean escalates =
        news.stream().anyMatch(pending -> pending.row().kind() == NoticeIntent.Kind.ESCALATE);
    Incident incident = manner == Manner.EACH ? newest.news().incident() : now;
    return Optional.of(
        new Notice(
            newest.id(),
            escalates ? NoticeIntent.Kind.ESCALATE : newest.kind(),
            newest.sequence(),
            newest.attempts() + 1,
            newest.createdAt(),
            incident,
            Severity.of(ports.priority().applyAsInt(incident)),
            news.stream()
                .flatMap(pending -> Optional.ofNullable(pending.row().news()).stream())
                .flatMap(some -> some.events().stream())
                .toList(),
            ports.link().apply(incident)));
  }
}

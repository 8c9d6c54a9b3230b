package io.tocsin.bot.notice;

import io.tocsin.bot.loop.Backoff;
import io.tocsin.bot.notice.DeliveryException.Outcome;
import io.tocsin.bot.notice.NoticeCounts.Event;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.notice.ChannelState;
import io.tocsin.model.notice.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what becomes of one channel's deliveries, and how the channel is. */
final class Settling {
  private static final Duration HELD_FOR = Duration.ofMinutes(1);

  private final NoticeConfig config;
  private final NamedChannel channel;
  private final NoticePorts ports;
  private final NoticeCounts counts;
  private final Backoff backoff;

  Settling(NoticeConfig config, NamedChannel channel, NoticePorts ports, NoticeCounts counts) {
    this.config = config;
    this.channel = channel;
    this.ports = ports;
    this.counts = counts;
    this.backoff = new Backoff(config.backoffFirst(), config.backoffLongest(), ports.random());
  }

  /** Looked at again before the end: who muted it may unmute it. */
  Delivery held(Delivery row, Relevance.Held held) {
    if (!row.because().equals(held.because())) {
      count(Event.HELD, 1);
    }
    Instant soon = ports.clock().instant().plus(HELD_FOR);
    Instant until = soon.isBefore(held.until()) ? soon : held.until();
    return row.later(row.state(), until, held.because());
  }

  Delivery idle(Delivery row, Relevance.Idle idle) {
    count(Event.NOT_NEEDED, 1);
    return row.settled(EffectState.NOT_NEEDED, idle.because());
  }

  /** Before anything leaves. Fewer than were given where somebody else has taken over. */
  List<Delivery> sent(List<Delivery> rows, UUID message) {
    Instant now = ports.clock().instant();
    List<Delivery> written =
        ports.ledger().advance(rows.stream().map(row -> row.sent(now, message)).toList());
    count(Event.FENCED, rows.size() - written.size());
    return written;
  }

  /**
   * @param incidents that the message tells of
   */
  void delivered(List<Delivery> rows, @Nullable String receipt, int incidents) {
    String because =
        incidents > 1
            ? "delivered in one message with " + (incidents - 1) + " other incidents"
            : "delivered with attempt " + rows.getFirst().attempts();
    write(
        rows.stream()
            .map(row -> row.settled(EffectState.CONFIRMED, because).withReceipt(receipt))
            .toList());
    count(Event.DELIVERED, rows.size());
    if (incidents > 1) {
      count(Event.GATHERED, rows.size());
    }
    ports.book().put(state(0, null, "took a message"));
  }

  /**
   * False where the channel is to be left alone.
   *
   * @param mayHaveArrived with an earlier attempt, which a refusal of this one says nothing of
   */
  boolean failed(List<Delivery> rows, boolean mayHaveArrived, DeliveryException e) {
    String said = String.valueOf(e.getMessage());
    if (e.outcome() == Outcome.REFUSED) {
      count(Event.REFUSED, rows.size());
      write(rows.stream().map(row -> row.settled(EffectState.REFUSED, said)).toList());
      ports.book().put(state(0, null, "refused a message: " + said));
      return true;
    }
    Instant now = ports.clock().instant();
    int failures = ports.book().state(channel.tenant(), channel.name()).failures() + 1;
    Duration wait = backoff.after(failures, e.retryAfter());
    boolean unknown = e.outcome() == Outcome.UNKNOWN;
    count(unknown ? Event.UNKNOWN : Event.NOT_NOW, rows.size());
    Instant again = unknown ? now.plus(wait) : null;
    write(rows.stream().map(row -> failed(row, unknown || mayHaveArrived, said, again)).toList());
    ports.book().put(state(failures, now.plus(wait), said));
    return false;
  }

  /**
   * One without an answer comes behind the others, so that one message which makes the channel fail
   * does not hold all of them back; its incident's later ones still come after it.
   *
   * @param again when it comes; null for as before
   */
  private Delivery failed(Delivery row, boolean unknown, String said, @Nullable Instant again) {
    // One that waited on purpose, muted or to escalate, has not been tried for as long as it is
    // old.
    Instant from = unknown ? row.createdAt() : row.dueAt();
    Duration tried = Duration.between(from, ports.clock().instant());
    if (tried.compareTo(config.giveUpAfter()) >= 0) {
      count(Event.GIVEN_UP, 1);
      return row.settled(
          EffectState.REFUSED, "given up after " + config.giveUpAfter() + ": " + said);
    }
    Instant due = again == null ? row.dueAt() : again;
    return unknown
        ? row.later(EffectState.UNKNOWN, due, said + "; sent again, may arrive twice")
        : row.later(EffectState.INTENT, due, said);
  }

  /** What there was no room or no time for goes back as it was. */
  void release(List<Delivery> rows) {
    write(rows.stream().map(row -> row.later(row.state(), row.dueAt(), row.because())).toList());
  }

  private void write(List<Delivery> rows) {
    count(Event.FENCED, rows.size() - ports.ledger().advance(rows).size());
  }

  private void count(Event event, int deliveries) {
    counts.add(channel.name(), event, deliveries);
  }

  private ChannelState state(int failures, @Nullable Instant until, String because) {
    return new ChannelState(
        channel.tenant(), channel.name(), failures, until, because, ports.clock().instant());
  }
}

package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.exchange.Exchange;
import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.bot.tracker.builtin.TicketJson.Problem;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/** The built-in tracker over HTTP. */
public final class BuiltInTracker implements Tracker, AutoCloseable {
  private static final int MAX_OF_ONE_KEY = 100;
  private static final int PAGE = 1_000;
  private static final int MAX_CHANGED = 5_000;
  private static final TicketKey NOBODYS = new TicketKey("tocsin-" + "a".repeat(26));

  private final Exchange exchange;
  private final BuiltInApi api;

  /**
   * @param token for when the settings name none
   * @param clock only to read a Retry-After that is a date
   */
  public BuiltInTracker(BuiltInTrackerConfig config, Secret token, InstantSource clock) {
    Secret shown = config.token() == null ? token : config.token();
    exchange =
        new Exchange(
            new Site(
                "bot.tracker",
                config.url(),
                "Authorization",
                "Bearer " + shown.reveal(),
                config.connectTimeout(),
                config.requestTimeout(),
                BuiltInTracker::words),
            TicketJson.MAPPER,
            clock);
    api = exchange.declared(BuiltInApi.class);
  }

  @Override
  public List<Ticket> find(TicketKey key) throws TrackerException {
    return exchange.answer(() -> api.find(key.label(), MAX_OF_ONE_KEY)).tickets().reversed();
  }

  @Override
  public Ticket file(TicketDraft draft, SendBy sendBy) throws TrackerException {
    return exchange.answer(() -> api.file(sendBy, withComponent(draft)));
  }

  /** A label: the tracker has no components. */
  private static TicketDraft withComponent(TicketDraft draft) {
    String component = draft.component();
    if (component == null) {
      return draft;
    }
    List<String> labels = new ArrayList<>(draft.labels());
    labels.add(TicketLabels.COMPONENT + ':' + component.replaceAll("\\s+", "-"));
    return new TicketDraft(
        draft.key(),
        draft.title(),
        draft.body(),
        draft.team(),
        draft.assignee(),
        draft.priority(),
        labels);
  }

  @Override
  public void change(Ticket ticket, TicketChange change, SendBy sendBy) throws TrackerException {
    exchange.answer(() -> {
      api.change(sendBy, ticket.id(), change);
      return ticket;
    });
  }

  @Override
  public void probe() throws TrackerException {
    exchange.answer(() -> api.find(NOBODYS.label(), 1));
  }

  @Override
  public Optional<TicketThread> read(String id) throws TrackerException {
    return exchange.answerOrNothing(() -> api.read(id));
  }

  @Override
  public boolean isThere(String id) throws TrackerException {
    return read(id).isPresent();
  }

  @Override
  public List<Ticket> changedSince(Instant since) throws TrackerException {
    List<Ticket> all = new ArrayList<>();
    List<Ticket> page;
    do {
      int offset = all.size();
      page = exchange.answer(() -> api.changed(since.toString(), offset, PAGE)).tickets();
      all.addAll(page);
    } while (page.size() == PAGE && all.size() < MAX_CHANGED);
    return all;
  }

  @Override
  public Set<String> attached(String id) throws TrackerException {
    return exchange
        .answerOrNothing(() -> api.files(id))
        .map(list -> Set.copyOf(list.attachments()))
        .orElse(Set.of());
  }

  @Override
  public void attach(Ticket ticket, List<Attachment> files, TicketKey act, SendBy sendBy)
      throws TrackerException {
    for (Attachment file : files) {
      exchange.answer(() -> {
        api.attach(sendBy, ticket.id(), file.name(), file.mediaType(), file.bytes());
        return file;
      });
    }
  }

  private static String words(byte[] body) {
    try {
      return TicketJson.MAPPER.readValue(body, Problem.class).told();
    } catch (JacksonException notOurs) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}

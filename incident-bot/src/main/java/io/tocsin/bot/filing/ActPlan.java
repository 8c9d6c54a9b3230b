package io.tocsin.bot.filing;

import io.tocsin.bot.label.Signature;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.model.ticket.TicketThread;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for an act, decided from its ticket as it stands. Pure: asked again after a
 * lost answer, it leaves out what the ticket shows to be done. Each act that says something is
 * known by its key under the comment.
 */
final class ActPlan {
  private final ActText text;
  private final UmbrellaText umbrellas;

  ActPlan(ActText text, UmbrellaText umbrellas) {
    this.text = text;
    this.umbrellas = umbrellas;
  }

  /**
   * @param ticket its row
   * @param timeline of the incident
   */
  NextStep next(
      TicketEntry row,
      TicketEntry ticket,
      Incident incident,
      TicketThread thread,
      List<TimelineEvent> timeline,
      Instant now) {
    TicketAct act = row.act();
    boolean said =
        thread.comments().stream().anyMatch(comment -> Signature.bears(comment.text(), act.key()));
    if (act.kind() == TicketAct.Kind.LIST) {
      return list(row, thread.ticket(), said);
    }
    if (act.kind() == TicketAct.Kind.OVER) {
      return over(row, ticket, thread, said, now);
    }
    Mute mute = incident.mute();
    boolean waits = act.kind() != TicketAct.Kind.CLOSE && act.kind() != TicketAct.Kind.LINK;
    if (waits && mute != null && incident.mutedAt(now)) {
      return new NextStep.Wait(
          Filing.lookAgain(mute, now), "muted by " + mute.by() + ": " + mute.reason());
    }
    return switch (act.kind()) {
      case RECURRENCE -> recurrence(act, incident, thread, said);
      case REOPEN -> reopen(act, row.attempts(), incident, thread.ticket(), said);
      case CLOSE -> close(row, incident, thread, timeline, said);
      case SUCCESSOR ->
          said
              ? new NextStep.Nothing("it names the new ticket")
              : comment(text.successor(act), act, null);
      case EVIDENCE ->
          thread.ticket().state().closed()
              ? new NextStep.Nothing("the ticket is closed: nothing is attached to it")
              : new NextStep.Attach("its evidence is there");
      case PRIORITY -> raise(act, thread.ticket(), timeline, said);
      case LINK -> new NextStep.Link(text.link(incident), "it leads to " + incident.name());
      case FILE, UMBRELLA, LIST, OVER ->
          throw new IllegalArgumentException(act.kind() + " is not said");
    };
  }

  /** A text that somebody has edited is left: what came to it is said in a comment. */
  private NextStep list(TicketEntry row, Ticket ticket, boolean said) {
    if (ticket.state().closed()) {
      return new NextStep.Nothing("the ticket is closed");
    }
    String body = umbrellas.draft(row).body();
    if (said || TextSeal.sameWords(body, ticket.body())) {
      return new NextStep.Nothing("it names all by now");
    }
    return TextSeal.isWhole(ticket.body())
        ? new NextStep.Change(new TicketChange(null, null, body, null, null), "it names all by now")
        : comment(umbrellas.comment(row), row.act(), null);
  }

  private NextStep over(
      TicketEntry row, TicketEntry ticket, TicketThread thread, boolean said, Instant now) {
    if (thread.ticket().state().closed()) {
      return new NextStep.Nothing("the ticket is closed");
    }
    long waiting = umbrellas.waiting(row);
    if (waiting > 0) {
      return new NextStep.Wait(
          now.plus(UmbrellaActs.LOOK_EVERY), waiting + " under it are open, without a ticket");
    }
    Optional<String> touched = Touched.by(thread, row.attempts() > 0, ticket.givenTo());
    if (touched.isPresent()) {
      return new NextStep.Nothing("left open: " + touched.get());
    }
    return closing(ActText.OVER, row.act(), said);
  }

  private NextStep recurrence(TicketAct act, Incident incident, TicketThread thread, boolean said) {
    if (said) {
      return new NextStep.Nothing("it is said on the ticket");
    }
    if (thread.comments().stream().anyMatch(comment -> ActText.tellsOf(comment, act))) {
      return new NextStep.Nothing("a later comment has told of it");
    }
    if (thread.ticket().state().closed()) {
      return new NextStep.Nothing("the ticket is closed: nothing is said on it");
    }
    Optional<String> words = text.recurrence(act, incident);
    return words.isEmpty()
        ? new NextStep.Nothing("nothing more was seen in that window")
        : comment(words.get(), act, null);
  }

  private NextStep reopen(
      TicketAct act, int attempts, Incident incident, Ticket ticket, boolean said) {
    if (ticket.state() == Ticket.State.WONT_FIX) {
      return new NextStep.Nothing("people closed it for good: it stays closed");
    }
    if (incident.state() == Incident.State.CLOSED) {
      return new NextStep.Nothing(incident.name() + " was closed again meanwhile");
    }
    boolean open = !ticket.state().closed();
    if (open && (said || attempts == 0)) {
      return new NextStep.Nothing("the ticket is open");
    }
    Ticket.State goal = open ? null : Ticket.State.OPEN;
    return said
        ? new NextStep.Change(new TicketChange(null, goal, null, null, null), "it says why already")
        : comment(text.reopening(act), act, goal);
  }

  /** Only where it has the priority that Tocsin gave it last. */
  private NextStep raise(TicketAct act, Ticket ticket, List<TimelineEvent> timeline, boolean said) {
    int goal = Integer.parseInt(act.details().getOrDefault(TicketAct.PRIORITY, "4"));
    if (ticket.state().closed()) {
      return new NextStep.Nothing("the ticket is closed");
    }
    if (ticket.priority() <= goal) {
      return new NextStep.Nothing("the ticket is as urgent already");
    }
    if (!Integer.toString(ticket.priority()).equals(TicketTimeline.priorityOf(timeline))) {
      return new NextStep.Nothing("it has not the priority that Tocsin gave it: that stays");
    }
    String comment =
        said ? null : Signature.under(text.raising(act, ticket.priority(), goal), act.key());
    return new NextStep.Change(
        new TicketChange(comment, null, null, null, null, goal),
        act.details().getOrDefault(TicketAct.BECAUSE, ""));
  }

  private NextStep close(
      TicketEntry row,
      Incident incident,
      TicketThread thread,
      List<TimelineEvent> timeline,
      boolean said) {
    if (thread.ticket().state().closed()) {
      return new NextStep.Nothing("the ticket is closed");
    }
    if (incident.state() != Incident.State.CLOSED) {
      return new NextStep.Nothing(incident.name() + " is open again");
    }
    Optional<String> touched = Touched.by(thread, row.attempts() > 0, incident, timeline);
    if (touched.isPresent()) {
      return new NextStep.Nothing("left open: " + touched.get());
    }
    return closing(text.closing(row.act()), row.act(), said);
  }

  private static NextStep closing(String words, TicketAct act, boolean said) {
    return said
        ? new NextStep.Change(
            new TicketChange(null, Ticket.State.DONE, null, null, null), "it says why already")
        : comment(words, act, Ticket.State.DONE);
  }

  private static NextStep comment(String words, TicketAct act, Ticket.@Nullable State goal) {
    return new NextStep.Change(
        new TicketChange(Signature.under(words, act.key()), goal, null, null, null), words);
  }
}

package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.store.Page;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.AttachmentStore.Kept;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketComment;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketThread;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class TicketStoreContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;
  private static final String URL = "http://tracker.test/tickets/";

  @Test
  void open_numbersAndKeepsEveryField() {
    TicketDraft draft = Samples.draft(Samples.ticketKey(0));

    Ticket ticket = stores.tickets().open(draft, URL, NOON);

    assertThat(ticket)
        .isEqualTo(
            new Ticket(
                "TKT-1",
                draft.key(),
                URL + "TKT-1",
                Ticket.State.OPEN,
                draft.title(),
                draft.body(),
                draft.team(),
                draft.assignee(),
                draft.priority(),
                draft.labels(),
                NOON));
    assertThat(stores.tickets().read("TKT-1")).contains(new TicketThread(ticket, List.of()));
  }

  @Test
  void open_twiceWithOneKey_opensTwo_asTrackersDo() {
    TicketDraft draft = Samples.draft(Samples.ticketKey(0));
    Ticket first = stores.tickets().open(draft, URL, NOON);
    Ticket second = stores.tickets().open(draft, URL, NOON);
    stores.tickets().open(Samples.draft(Samples.ticketKey(1)), URL, NOON);

    assertThat(second.id()).isEqualTo("TKT-2");
    assertThat(stores.tickets().tickets(TicketFilter.ofKey(draft.key()), 0, 10).items())
        .containsExactly(second, first);
    Page<Ticket> all = stores.tickets().tickets(TicketFilter.ALL, 0, 2);
    assertThat(all.items()).extracting(Ticket::id).containsExactly("TKT-3", "TKT-2");
    assertThat(all.total()).isEqualTo(3);
  }

  @Test
  void change_leavesWhatIsNull_andAddsTheComment() {
    Ticket opened = stores.tickets().open(Samples.draft(Samples.ticketKey(0)), URL, NOON);

    Ticket changed =
        stores
            .tickets()
            .change(
                opened.id(),
                new TicketChange("looking", Ticket.State.IN_PROGRESS, null, null, null),
                "dev-a",
                NOON.plusSeconds(1))
            .orElseThrow();
    stores
        .tickets()
        .change(
            opened.id(),
            new TicketChange("fixed", null, "new body", "@team-b", "@dev-b"),
            "dev-b",
            NOON.plusSeconds(2));

    assertThat(changed.state()).isEqualTo(Ticket.State.IN_PROGRESS);
    assertThat(changed.body()).isEqualTo(opened.body());
    TicketThread thread = stores.tickets().read(opened.id()).orElseThrow();
    assertThat(thread.ticket().body()).isEqualTo("new body");
    assertThat(thread.ticket().assignee()).isEqualTo("@dev-b");
    assertThat(thread.ticket().team()).isEqualTo("@team-b");
    assertThat(thread.ticket().state()).isEqualTo(Ticket.State.IN_PROGRESS);
    assertThat(thread.comments())
        .containsExactly(
            new TicketComment(NOON.plusSeconds(1), "dev-a", "looking"),
            new TicketComment(NOON.plusSeconds(2), "dev-b", "fixed"));
  }

  @Test
  void tickets_changedSince_comeInTheOrderOfTheirChanges() {
    for (int i = 0; i < 3; i++) {
      stores.tickets().open(Samples.draft(Samples.ticketKey(i)), URL, NOON.plusSeconds(i));
    }
    TicketChange comment = new TicketChange("hello", null, null, null, null);
    stores.tickets().change("TKT-1", comment, "dev-b", NOON.plusSeconds(9));

    assertThat(
            stores.tickets().tickets(TicketFilter.changedSince(NOON.plusSeconds(1)), 0, 10).items())
        .extracting(Ticket::id)
        .containsExactly("TKT-2", "TKT-3", "TKT-1");
  }

  @Test
  void change_ofAnUnknownTicket_isEmpty() {
    assertThat(
            stores
                .tickets()
                .change("TKT-9", new TicketChange("hello", null, null, null, null), "dev-b", NOON))
        .isEmpty();
    assertThat(stores.tickets().read("TKT-9")).isEmpty();
  }

  @Test
  void keep_ofANameThatIsThere_leavesTheFirst_andPastTheLimitKeepsNoMore() {
    String id = stores.tickets().open(Samples.draft(Samples.ticketKey(0)), URL, NOON).id();
    byte[] bytes = {0, -1, 10, 127};

    assertThat(stores.attachments().keep(id, file("b.txt", bytes), 2, NOON)).isEqualTo(Kept.KEPT);
    assertThat(stores.attachments().keep(id, file("b.txt", new byte[1]), 2, NOON))
        .isEqualTo(Kept.HAD_IT);
    assertThat(stores.attachments().keep(id, file("a.txt", bytes), 2, NOON)).isEqualTo(Kept.KEPT);
    assertThat(stores.attachments().keep(id, file("c.txt", bytes), 2, NOON)).isEqualTo(Kept.FULL);
    assertThat(stores.attachments().keep("TKT-9", file("a.txt", bytes), 2, NOON))
        .isEqualTo(Kept.NO_TICKET);

    assertThat(stores.attachments().names(id)).containsExactly("a.txt", "b.txt");
    assertThat(stores.attachments().read(id, "b.txt"))
        .hasValueSatisfying(kept -> assertThat(kept.bytes()).isEqualTo(bytes))
        .hasValueSatisfying(kept -> assertThat(kept.mediaType()).isEqualTo("text/plain"));
    assertThat(stores.attachments().read(id, "c.txt")).isEmpty();
    assertThat(stores.attachments().read("TKT-9", "a.txt")).isEmpty();
  }

  private static Attachment file(String name, byte[] bytes) {
    return new Attachment(name, "text/plain", bytes, "");
  }
}

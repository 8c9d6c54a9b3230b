package io.tocsin.bot.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.model.ticket.IssueTracker;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the filer relies on; every tracker passes it. */
public abstract class IssueTrackerContract {
  protected static final TicketKey KEY = new TicketKey("tocsin-" + "a".repeat(26));
  protected static final TicketKey OTHER_KEY = new TicketKey("tocsin-" + "b".repeat(26));

  protected abstract IssueTracker tracker();

  /** The ticket as its tracker has it, read past the client under test. */
  protected abstract TicketThread stored(String id);

  protected static TicketDraft draft(TicketKey key) {
    return draft(key, "NullPointerException in RefundService.settle", "**What happened**");
  }

  protected static TicketDraft draft(TicketKey key, String title, String body) {
    return new TicketDraft(
        key, title, body, "@payments-core", "dev-a <dev-a@bank.example>", 2, List.of("prod"));
  }

  @Test
  void file_opensATicketWithAllThatWasAsked() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY));

    assertThat(stored(ticket.id()).ticket()).isEqualTo(ticket);
    assertThat(ticket.state()).isEqualTo(Ticket.State.OPEN);
    assertThat(ticket.title()).isEqualTo("NullPointerException in RefundService.settle");
    assertThat(ticket.team()).isEqualTo("@payments-core");
    assertThat(ticket.assignee()).isEqualTo("dev-a <dev-a@bank.example>");
    assertThat(ticket.priority()).isEqualTo(2);
    assertThat(ticket.labels()).containsExactly("prod");
    assertThat(ticket.url()).endsWith(ticket.id());
  }

  @Test
  void find_seesTheTicketsOfItsKeyOnly() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY));
    tracker().file(draft(OTHER_KEY));

    assertThat(tracker().find(KEY)).containsExactly(ticket);
  }

  @Test
  void find_ofAKeyNobodyFiled_isEmpty() throws TrackerException {
    assertThat(tracker().find(KEY)).isEmpty();
  }

  @Test
  void file_twiceWithOneKey_opensTwoAndFindGivesTheOldestFirst() throws TrackerException {
    Ticket first = tracker().file(draft(KEY));
    Ticket second = tracker().file(draft(KEY));

    assertThat(tracker().find(KEY)).containsExactly(first, second);
  }

  @Test
  void change_leavesAloneWhatIsNull() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY));

    tracker().change(ticket, new TicketChange("Seen again", null, null, null, null));

    TicketThread after = stored(ticket.id());
    assertThat(after.ticket()).isEqualTo(ticket);
    assertThat(after.comments()).singleElement().extracting("text").isEqualTo("Seen again");
  }

  @Test
  void change_closesAssignsAndRewrites() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY));

    tracker()
        .change(ticket, new TicketChange(null, Ticket.State.DONE, "new text", "@team-b", "@dev-b"));

    Ticket after = stored(ticket.id()).ticket();
    assertThat(after.state()).isEqualTo(Ticket.State.DONE);
    assertThat(after.body()).isEqualTo("new text");
    assertThat(after.team()).isEqualTo("@team-b");
    assertThat(after.assignee()).isEqualTo("@dev-b");
  }

  @Test
  void T15_file_withEmojiAndFourByteChinese_keepsThem() throws TrackerException {
    String text = "退款失败 𠮷野家 💥 `code` \"quotes\" \\ \t end";
    Ticket ticket = tracker().file(draft(KEY, "退款 𠮷 💥", text));

    assertThat(stored(ticket.id()).ticket().title()).isEqualTo("退款 𠮷 💥");
    assertThat(stored(ticket.id()).ticket().body()).isEqualTo(text);
  }

  @Test
  void T15_file_withALongestBody_keepsAllOfIt() throws TrackerException {
    String body = "x".repeat(32_767);

    Ticket ticket = tracker().file(draft(KEY, "t".repeat(255), body));

    assertThat(stored(ticket.id()).ticket().body()).isEqualTo(body);
  }

  @Test
  void T15_file_withATitleTooLong_isRefusedWithTheField() {
    TicketDraft tooLong = draft(KEY, "t".repeat(256), "body");

    assertThatExceptionOfType(TrackerException.class)
        .isThrownBy(() -> tracker().file(tooLong))
        .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.REFUSED))
        .withMessageContaining("title");
  }
}

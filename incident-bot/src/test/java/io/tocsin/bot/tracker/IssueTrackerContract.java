package io.tocsin.bot.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.bot.label.Signature;
import io.tocsin.bot.label.TicketLabels;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.SendBy;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the filer relies on; every tracker passes it. */
public abstract class IssueTrackerContract {
  protected static final TicketKey KEY = new TicketKey("tocsin-" + "a".repeat(26));
  protected static final SendBy IN_TIME = Samples.IN_TIME;
  protected static final TicketKey OTHER_KEY = new TicketKey("tocsin-" + "b".repeat(26));

  protected abstract Tracker tracker();

  /** The ticket as its tracker has it, read past the client under test. */
  protected abstract TicketThread stored(String id);

  /** People close it in the tracker's own pages, and say that it will not be repaired. */
  protected abstract void closeForGood(String id);

  /** A text file beside the ticket, as its tracker has it, read past the client under test. */
  protected abstract String file(String id, String name);

  /** How the tracker shows a person that was asked for. */
  protected String shown(String person) {
    return person;
  }

  /** In characters. */
  protected int longestTitle() {
    return 255;
  }

  protected String titleIsCalled() {
    return "title";
  }

  private static void assertSame(Ticket one, Ticket other) {
    assertThat(one).usingRecursiveComparison().ignoringFields("createdAt", "body").isEqualTo(other);
    assertThat(words(one.body())).isEqualTo(words(other.body()));
  }

  /** Trackers have markups of their own; what counts is that all words are there, in order. */
  private static String words(String text) {
    return text.replaceAll("[\\s\\p{Punct}\u200b]+", "");
  }

  protected static TicketDraft draft(TicketKey key) {
    return draft(key, "NullPointerException in RefundService.settle", "**What happened**");
  }

  protected static TicketDraft draft(TicketKey key, String title, String body) {
    return new TicketDraft(
        key, title, body, "@payments-core", "dev-a <dev-a@bank.example>", 2, List.of("prod"));
  }

  @Test
  void file_opensATicketWithAllThatWasAsked() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    assertSame(stored(ticket.id()).ticket(), ticket);
    assertThat(ticket.state()).isEqualTo(Ticket.State.OPEN);
    assertThat(ticket.title()).isEqualTo("NullPointerException in RefundService.settle");
    assertThat(ticket.team()).isEqualTo("@payments-core");
    assertThat(ticket.assignee()).isEqualTo(shown("dev-a <dev-a@bank.example>"));
    assertThat(ticket.priority()).isEqualTo(2);
    assertThat(ticket.labels()).containsExactly("prod");
    assertThat(ticket.key()).isEqualTo(KEY);
    assertThat(words(ticket.body())).isEqualTo("Whathappened");
    assertThat(ticket.url()).endsWith(ticket.id());
  }

  @Test
  void probe_whereAllIsSetUp_isContent() throws TrackerException {
    tracker().probe();
  }

  @Test
  void find_seesTheTicketsOfItsKeyOnly() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    tracker().file(draft(OTHER_KEY), IN_TIME);

    List<Ticket> found = tracker().find(KEY);
    assertThat(found).hasSize(1);
    assertSame(found.getFirst(), ticket);
  }

  @Test
  void find_ofAKeyNobodyFiled_isEmpty() throws TrackerException {
    assertThat(tracker().find(KEY)).isEmpty();
  }

  @Test
  void file_twiceWithOneKey_opensTwoAndFindGivesTheOldestFirst() throws TrackerException {
    Ticket first = tracker().file(draft(KEY), IN_TIME);
    Ticket second = tracker().file(draft(KEY), IN_TIME);

    assertThat(tracker().find(KEY)).extracting(Ticket::id).containsExactly(first.id(), second.id());
  }

  @Test
  void change_leavesAloneWhatIsNull() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    tracker().change(ticket, new TicketChange("Seen again", null, null, null, null));

    TicketThread after = stored(ticket.id());
    assertSame(after.ticket(), ticket);
    assertThat(after.comments()).hasSize(1);
    assertThat(words(after.comments().getFirst().text())).isEqualTo("Seenagain");
  }

  @Test
  void change_closesAssignsAndRewrites() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    tracker()
        .change(ticket, new TicketChange(null, Ticket.State.DONE, "new text", "@team-b", "@dev-b"));

    Ticket after = stored(ticket.id()).ticket();
    assertThat(after.state()).isEqualTo(Ticket.State.DONE);
    assertThat(words(after.body())).isEqualTo("newtext");
    assertThat(after.team()).isEqualTo("@team-b");
    assertThat(after.assignee()).isEqualTo(shown("@dev-b"));
  }

  @Test
  void change_raisesThePriority_andLeavesTheRest() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    tracker().change(ticket, new TicketChange(null, null, null, null, null, 1), IN_TIME);

    Ticket after = stored(ticket.id()).ticket();
    assertThat(after.priority()).isEqualTo(1);
    assertThat(after.team()).isEqualTo(ticket.team());
    assertThat(after.labels()).isEqualTo(ticket.labels());
    assertThat(tracker().read(ticket.id()).orElseThrow().ticket().priority()).isEqualTo(1);
  }

  @Test
  void T05_read_showsACommentAtOnce_knownByItsAct() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    String comment = Signature.under("Seen 3 times more in `POST /refunds`.", OTHER_KEY);

    tracker().change(ticket, new TicketChange(comment, null, null, null, null), IN_TIME);

    TicketThread thread = tracker().read(ticket.id()).orElseThrow();
    assertSame(thread.ticket(), ticket);
    assertThat(thread.comments())
        .singleElement()
        .satisfies(said -> assertThat(said.text()).contains("Seen 3 times more"))
        .satisfies(said -> assertThat(Signature.isOurs(said.text())).isTrue())
        .satisfies(said -> assertThat(Signature.bears(said.text(), OTHER_KEY)).isTrue())
        .satisfies(said -> assertThat(Signature.bears(said.text(), KEY)).isFalse());
  }

  @Test
  void read_ofACommentOfPeople_takesItForNobodyElses() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    TicketChange remark = new TicketChange("It is the pool.", null, null, null, null);

    tracker().change(ticket, remark);

    assertThat(tracker().read(ticket.id()).orElseThrow().comments())
        .noneMatch(said -> Signature.isOurs(said.text()));
  }

  @Test
  void attach_isSeenAtOnce_byNamesThatBearTheAct() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    assertThat(tracker().attached(ticket.id())).isEmpty();
    String text = "12:00:01 ERROR 退款 💥 ``` @dev-a #1\n/close\n";
    Attachment log = attachment("log-excerpt.txt", "text/plain", text);
    Attachment picture = attachment("profile-difference.svg", "image/svg+xml", "<svg/>");

    tracker().attach(ticket, List.of(log, picture), OTHER_KEY, IN_TIME);

    assertThat(tracker().attached(ticket.id()))
        .containsExactlyInAnyOrder(log.name(), picture.name());
    assertThat(file(ticket.id(), log.name()).strip()).isEqualTo(text.strip());
    TicketThread after = tracker().read(ticket.id()).orElseThrow();
    assertSame(after.ticket(), ticket);
    assertThat(after.comments()).allMatch(said -> Signature.isOurs(said.text()));
  }

  @Test
  void attach_ofMoreFilesLater_leavesThoseThatAreThere() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);
    Attachment first = attachment("log-excerpt.txt", "text/plain", "first");
    Attachment second = attachment("trace.json", "application/json", "{\"a\": 1}");

    tracker().attach(ticket, List.of(first), OTHER_KEY, IN_TIME);
    tracker().attach(ticket, List.of(second), OTHER_KEY, IN_TIME);

    assertThat(tracker().attached(ticket.id()))
        .containsExactlyInAnyOrder(first.name(), second.name());
    assertThat(file(ticket.id(), first.name()).strip()).isEqualTo("first");
    assertThat(file(ticket.id(), second.name()).strip()).isEqualTo("{\"a\": 1}");
  }

  @Test
  void attached_ofATicketThatIsNotThere_isEmpty() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    assertThat(tracker().attached(ticket.id().replaceFirst("\\d+$", "999999"))).isEmpty();
  }

  protected static Attachment attachment(String file, String mediaType, String text) {
    return new Attachment(
        Attachment.named(file, OTHER_KEY),
        mediaType,
        text.getBytes(StandardCharsets.UTF_8),
        "http://tocsin.example/incidents/TOC-1/evidence/" + file);
  }

  @Test
  void read_ofATicketThatIsNotThere_isEmpty() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    String none = ticket.id().replaceFirst("\\d+$", "999999");
    assertThat(tracker().read(none)).isEmpty();
    assertThat(tracker().isThere(none)).isFalse();
    assertThat(tracker().isThere(ticket.id())).isTrue();
  }

  @Test
  void T10_change_closesAndReopens_andReadShowsIt() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    tracker().change(ticket, new TicketChange(null, Ticket.State.DONE, null, null, null));
    Ticket done = tracker().read(ticket.id()).orElseThrow().ticket();
    assertThat(done.state()).isEqualTo(Ticket.State.DONE);

    tracker().change(done, new TicketChange("back", Ticket.State.OPEN, null, null, null));
    TicketThread open = tracker().read(ticket.id()).orElseThrow();
    assertThat(open.ticket().state().closed()).isFalse();
    assertThat(open.comments()).hasSize(1);
  }

  @Test
  void T10_read_ofWhatPeopleClosedForGood_saysSo() throws TrackerException {
    Ticket ticket = tracker().file(draft(KEY), IN_TIME);

    closeForGood(ticket.id());

    assertThat(tracker().read(ticket.id()).orElseThrow().ticket().state())
        .isEqualTo(Ticket.State.WONT_FIX);
  }

  @Test
  void changedSince_seesAllTicketsOfOursThatWereTouched() throws TrackerException {
    Instant before = Instant.now().minusSeconds(30);
    List<String> ids = new ArrayList<>();
    for (TicketKey key : List.of(KEY, OTHER_KEY, KEY, OTHER_KEY)) {
      ids.add(tracker().file(ours(key), IN_TIME).id());
    }

    assertThat(tracker().changedSince(before)).extracting(Ticket::id).containsAll(ids);
  }

  protected static TicketDraft ours(TicketKey key) {
    return new TicketDraft(key, "it fails", "text", null, null, 2, List.of(TicketLabels.OURS));
  }

  @Test
  void T15_file_withEmojiAndFourByteChinese_keepsThem() throws TrackerException {
    String text = "退款失败 𠮷野家 💥 `code` \"quotes\" \\ \t end";
    Ticket ticket = tracker().file(draft(KEY, "退款 𠮷 💥", text), IN_TIME);

    assertThat(stored(ticket.id()).ticket().title()).isEqualTo("退款 𠮷 💥");
    assertThat(words(stored(ticket.id()).ticket().body())).isEqualTo(words(text));
  }

  @Test
  void T15_file_withALongestBody_keepsAllOfIt() throws TrackerException {
    String body = "x".repeat(32_767);

    Ticket ticket = tracker().file(draft(KEY, "t".repeat(255), body), IN_TIME);

    assertThat(words(stored(ticket.id()).ticket().body())).isEqualTo(body);
  }

  @Test
  void T15_file_withATitleTooLong_isRefusedWithTheField() {
    TicketDraft tooLong = draft(KEY, "t".repeat(longestTitle() + 1), "body");

    assertThatExceptionOfType(TrackerException.class)
        .isThrownBy(() -> tracker().file(tooLong, IN_TIME))
        .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.REFUSED))
        .satisfies(e -> assertThat(e.getMessage()).containsIgnoringCase(titleIsCalled()));
  }
}

package io.tocsin.bot.tracker.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.bot.tracker.IssueTrackerContract;
import io.tocsin.model.config.Secret;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketChange;
import io.tocsin.model.ticket.TicketDraft;
import io.tocsin.model.ticket.TicketFilter;
import io.tocsin.model.ticket.TicketThread;
import io.tocsin.model.ticket.Tracker;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuiltInTrackerTest extends IssueTrackerContract {
  private TrackerFixture server;
  private BuiltInTracker tracker;

  @BeforeEach
  void start() {
    server = new TrackerFixture(InstantSource.system(), true);
    tracker = server.client(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    tracker.close();
    server.close();
  }

  @Override
  protected Tracker tracker() {
    return tracker;
  }

  @Override
  protected TicketThread stored(String id) {
    return server.store.read(id).orElseThrow();
  }

  @Override
  protected String file(String id, String name) {
    byte[] bytes = server.store.attachments().read(id, name).orElseThrow().bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  protected void closeForGood(String id) {
    TicketChange change = new TicketChange(null, Ticket.State.WONT_FIX, null, null, null);
    server.store.change(id, change, "somebody", Instant.now());
  }

  @Test
  void file_withAComponent_hasItAsALabel() throws TrackerException {
    TicketDraft draft =
        new TicketDraft(KEY, "it fails", "text", null, null, 2, List.of("prod"), "Fees and rates");

    assertThat(tracker.file(draft, IN_TIME).labels())
        .containsExactly("prod", "component:Fees-and-rates");
  }

  private long count() {
    return server.store.tickets(TicketFilter.ALL, 0, 1).total();
  }

  @Test
  void T02_file_whenTheAnswerIsLost_isUnknownAndTheTicketIsThere() throws Exception {
    server.order("{\"lose_next\": 1}");

    assertThat(outcome(() -> tracker.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.UNKNOWN);

    assertThat(count()).isOne();
    assertThat(tracker.find(KEY)).hasSize(1);
  }

  @Test
  void file_whenTheTrackerStalls_isUnknown() throws Exception {
    server.order("{\"stall_ms\": 60000}");
    try (BuiltInTracker impatient = server.client(Duration.ofMillis(600))) {
      assertThat(outcome(() -> impatient.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.UNKNOWN);
    }
    assertThat(count()).isOne();
  }

  @Test
  void T03_find_whenTheSearchIsStale_missesWhatIsYoung() throws Exception {
    server.order("{\"stale_search_seconds\": 30}");
    tracker.file(draft(KEY), IN_TIME);

    assertThat(tracker.find(KEY)).isEmpty();
    assertThat(server.call("GET", "/api/v1/tickets", "").body()).contains("\"total\":1");
  }

  @Test
  void file_when429_isNotNowAndCarriesTheWait() throws Exception {
    server.order("{\"refuse\": 429, \"refuse_next\": 1, \"retry_after_seconds\": 7}");

    TrackerException e = failure(() -> tracker.file(draft(KEY), IN_TIME));

    assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
    assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(count()).isZero();
  }

  @Test
  void file_when503_isNotNowOnlyWithRetryAfter() throws Exception {
    server.order("{\"refuse\": 503, \"retry_after_seconds\": 1}");
    assertThat(outcome(() -> tracker.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.NOT_NOW);
    server.order("{\"refuse\": 503}");
    assertThat(outcome(() -> tracker.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.UNKNOWN);
    server.order("{\"refuse\": 500}");
    assertThat(outcome(() -> tracker.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void file_withAWrongToken_isNotNowAndSaysWhatToCheck() {
    try (BuiltInTracker stranger = server.client(new Secret("not it"), Duration.ofSeconds(5))) {
      TrackerException e = failure(() -> stranger.file(draft(KEY), IN_TIME));

      assertThat(e.outcome()).isEqualTo(Outcome.NOT_NOW);
      assertThat(e).hasMessageContaining("token").hasMessageNotContaining("not it");
    }
  }

  @Test
  void file_whenNobodyListens_isNotNow() {
    server.close();

    assertThat(outcome(() -> tracker.file(draft(KEY), IN_TIME))).isEqualTo(Outcome.NOT_NOW);
  }

  private static Outcome outcome(ThrowingCallable call) {
    return failure(call).outcome();
  }

  private static TrackerException failure(ThrowingCallable call) {
    TrackerException e = catchThrowableOfType(TrackerException.class, call);
    assertThat(e).isNotNull();
    return e;
  }
}

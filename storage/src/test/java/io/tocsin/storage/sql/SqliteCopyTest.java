package io.tocsin.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.NoticeIntent;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.ticket.Ticket;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketEntry;
import io.tocsin.storage.contract.Samples;
import io.tocsin.storage.contract.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCopyTest {
  private static final Instant NOON = TestClock.NOON;
  private static final Duration LEASE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private SqliteDatabase database;

  @BeforeEach
  void open() {
    database = open(folder.resolve("relations"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SqliteDatabase open(Path where) {
    SqliteDatabase opened = new SqliteDatabase(where, RelationsConfig.defaults(), clock);
    opened.start();
    return opened;
  }

  private Path copy() {
    return folder.resolve("copy");
  }

  @Test
  void T30_afterARestore_noSilenceComesBack() {
    Silence silence =
        new Silence(
            "a",
            Samples.BANK,
            List.of(new Matcher("service", "fees", false, true)),
            NOON,
            NOON.plusSeconds(3_600),
            NOON,
            "dev-a",
            "planned work",
            null);
    database.silences().save(silence);

    database.restored(NOON);

    assertThat(database.silences().find(Samples.BANK, "a").orElseThrow().state(NOON))
        .as("it may have been ended since the backup")
        .isEqualTo(Silence.State.EXPIRED);
    assertThat(database.silences().save(silence)).isFalse();
  }

  @Test
  void copy_whileAnotherWrites_isOfOneMoment() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong written = new AtomicLong();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          threads.submit(() -> {
            while (!enough.get()) {
              written.set(database.audit().append(entry()).sequence());
            }
          });
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> written.get() > 50);
      long before = written.get();
      assertThat(database.copy(copy())).isTrue();
      enough.set(true);
      writing.get();

      try (SqliteDatabase copied = open(copy())) {
        assertThat(copied.audit().verify().intact()).isTrue();
        assertThat(copied.audit().verify().entries()).isBetween(before, written.get());
        assertThatThrownBy(() ->
                new org.springframework.jdbc.core.JdbcTemplate(
                        new SqliteFile(copy(), Duration.ofSeconds(1)).writing())
                    .update("DELETE FROM audit_entry"))
            .hasMessageContaining("never deleted");
      }
    }
  }

  @Test
  void copy_needsNoStart_asAnotherProcessMayBeAtWork() throws IOException {
    database.audit().append(entry());
    try (SqliteDatabase other =
        new SqliteDatabase(folder.resolve("relations"), RelationsConfig.defaults(), clock)) {
      assertThat(other.bytes()).isPositive();
      assertThat(other.copy(copy())).isTrue();
    }

    try (SqliteDatabase copied = open(copy())) {
      assertThat(copied.audit().verify().entries()).isOne();
    }
  }

  @Test
  void copy_ofADatabaseThatIsNotThere_makesNone() throws IOException {
    Path absent = folder.resolve("tracker");
    try (SqliteDatabase none = new SqliteDatabase(absent, RelationsConfig.defaults(), clock)) {
      assertThat(none.copy(copy())).isFalse();
      assertThat(none.bytes()).isZero();
    }
    assertThat(Files.exists(absent)).isFalse();
    assertThat(Files.exists(copy())).isFalse();
  }

  @Test
  void restored_looksForEveryTicketThatMayHaveBeenFiledSince() {
    Incident waiting = intend(1);
    TicketEntry claimed =
        database.ticketLedger().claim(TicketAct.Kind.OPENING, "lost", NOON, LEASE, 1).getFirst();
    assertThat(claimed.state()).isEqualTo(EffectState.INTENT);
    clock.advance(Duration.ofHours(1));

    database.restored(NOON);
    Incident later = intend(2);

    for (Incident incident : new Incident[] {waiting, later}) {
      TicketEntry row =
          database.ticketLedger().find(Samples.BANK, incident.ticketKey()).orElseThrow();
      assertThat(row.state()).isEqualTo(EffectState.UNKNOWN);
      assertThat(row.sentAt()).isEqualTo(clock.instant());
    }
  }

  @Test
  void restored_leavesWhatTheTrackerHasAsItIs() {
    Incident filed = intend(1);
    TicketEntry claimed =
        database.ticketLedger().claim(TicketAct.Kind.OPENING, "bot", NOON, LEASE, 1).getFirst();
    database.ticketLedger().advance(confirmed(claimed));

    database.restored(NOON);

    TicketEntry row = database.ticketLedger().find(Samples.BANK, filed.ticketKey()).orElseThrow();
    assertThat(row.state()).isEqualTo(EffectState.CONFIRMED);
    assertThat(row.ticketId()).isEqualTo("TKT-1");
  }

  @Test
  void restored_sendsNoNoticeAgain_butByHand_andKeepsTheEndFromNobody() {
    Incident incident = intend(1);
    NoticeIntent opened = new NoticeIntent("chat", NoticeIntent.Kind.TELL, NOON, "opened");
    Incident told =
        database
            .incidentJournal()
            .record(Samples.change(incident).telling(List.of(opened)))
            .orElseThrow();
    database.restored(NOON);

    assertThat(claimDeliveries()).isEmpty();
    Delivery row =
        database.deliveryDesk().entries(Samples.BANK, "chat", Set.of(), 0, 9).items().getFirst();
    assertThat(row.state()).isEqualTo(EffectState.REFUSED);
    assertThat(row.because()).startsWith("restored: not sent again");
    assertThat(database.deliveryLedger().told(Samples.BANK, "chat", Set.of(told.id())))
        .as("who may have heard of it hears its end")
        .containsKey(told.id());

    database.deliveryDesk().replay(Samples.BANK, row.id(), "by wang: nobody saw it", NOON);
    assertThat(claimDeliveries()).extracting(Delivery::id).containsExactly(row.id());
  }

  private List<Delivery> claimDeliveries() {
    return database.deliveryLedger().claim(Samples.BANK, "chat", "bot", NOON, LEASE, 9);
  }

  @Test
  void restored_givesNoNumberThatMayHaveBeenGivenSince() {
    assertThat(database.incidentJournal().nextNumber(Samples.BANK)).isEqualTo(1);

    database.restored(NOON);

    assertThat(database.incidentJournal().nextNumber(Samples.BANK)).isEqualTo(1_001);
  }

  @Test
  void aFault_hasTheSameIdInADatabaseThatNeverSawIt() {
    FaultRef here = fault(1);
    try (SqliteDatabase elsewhere = open(folder.resolve("elsewhere"))) {
      FaultRef there =
          elsewhere.incidentJournal().fault(Samples.BANK, Samples.fingerprint(1), NOON);
      assertThat(there.id()).isEqualTo(here.id()).isNotEqualTo(fault(2).id());
      assertThat(there.id().version()).isEqualTo(8);
      assertThat(there.id().variant()).isEqualTo(2);
      assertThat(
              elsewhere.incidentJournal().fault(Samples.BROKER, Samples.fingerprint(1), NOON).id())
          .isNotEqualTo(here.id());
    }
  }

  private FaultRef fault(int fingerprint) {
    return database.incidentJournal().fault(Samples.BANK, Samples.fingerprint(fingerprint), NOON);
  }

  private Incident intend(int fingerprint) {
    Incident incident =
        Samples.incident(
            fault(fingerprint), database.incidentJournal().nextNumber(Samples.BANK), NOON);
    return database.incidentJournal().record(Samples.filing(incident)).orElseThrow();
  }

  private static AuditDraft entry() {
    return new AuditDraft(Samples.BANK, "alice", "incident.acknowledge", "i/1", null, null, "seen");
  }

  private static TicketEntry confirmed(TicketEntry from) {
    return from.with(
        from.effect().sent(NOON).settled(EffectState.CONFIRMED, "attempt 1 was answered"),
        new Ticket(
            "TKT-1",
            from.key(),
            "http://127.0.0.1/TKT-1",
            Ticket.State.OPEN,
            "title",
            "",
            null,
            null,
            2,
            List.of(),
            NOON));
  }
}

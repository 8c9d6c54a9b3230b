package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.effect.EffectState;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.BlastRadius;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.Mute;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.ticket.TicketEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

public abstract class IncidentJournalContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;

  @Test
  void fault_ofAKnownFingerprint_isTheSame() {
    IncidentJournal journal = stores.incidentJournal();
    FaultRef first = journal.fault(Samples.BANK, Samples.fingerprint(1), NOON);

    assertThat(journal.fault(Samples.BANK, Samples.fingerprint(1), NOON.plusSeconds(9)))
        .isEqualTo(first);
    assertThat(journal.fault(Samples.BANK, Samples.fingerprint(2), NOON).number())
        .isEqualTo(first.number() + 1);
  }

  @Test
  void fault_ofAnotherTenant_isAnother() {
    FaultRef ours = fault(1);
    FaultRef theirs = stores.incidentJournal().fault(Samples.BROKER, Samples.fingerprint(1), NOON);

    assertThat(theirs.id()).isNotEqualTo(ours.id());
    assertThat(theirs.number()).isEqualTo(1);
  }

  @Test
  void fault_askedByManyAtOnce_isCreatedOnce() throws Exception {
    assertThat(atOnce(8, () -> fault(1))).hasSize(8).containsOnly(fault(1));
  }

  @Test
  void nextNumber_askedByManyAtOnce_isNeverGivenTwice() throws Exception {
    assertThat(atOnce(8, () -> stores.incidentJournal().nextNumber(Samples.BANK)))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void record_ofANewIncident_keepsEveryField() {
    Incident opened =
        IncidentCopy.of(fresh(1))
            .owner(new Owner("@payments-core", "@wang", List.of("CODEOWNERS line 12")))
            .assignee("dev-a")
            .mute(new Mute(NOON.plusSeconds(60), "deploy", "dev-a"))
            .make();

    Incident saved = stores.incidentJournal().record(Samples.change(opened)).orElseThrow();

    assertThat(saved).usingRecursiveComparison().ignoringFields("version").isEqualTo(opened);
    assertThat(saved.version()).isEqualTo(1);
    assertThat(stores.incidents().find(Samples.BANK, opened.id())).contains(saved);
    assertThat(stores.incidents().find(Samples.BANK, opened.number())).contains(saved);
    assertThat(stores.incidentJournal().latestEpisode(opened.fault(), Samples.PROD))
        .contains(saved);
  }

  @Test
  void record_fromAnOldVersion_writesNothing() {
    Signal signal = Samples.signal(Samples.BANK, 1);
    stores.signals().post(List.of(signal));
    Incident first = save(fresh(1));
    save(IncidentCopy.of(first).assignee("dev-a").make());

    Optional<Incident> late =
        stores
            .incidentJournal()
            .record(
                new IncidentChange(
                    IncidentCopy.of(first).assignee("dev-b").make(),
                    List.of(Samples.event(first, TimelineEvent.Kind.ASSIGNED, NOON)),
                    List.of(signal.id()),
                    Set.of("acct_x"),
                    Set.of(),
                    5,
                    true));

    assertThat(late).isEmpty();
    Incident stands = stores.incidents().find(Samples.BANK, first.id()).orElseThrow();
    assertThat(stands.assignee()).isEqualTo("dev-a");
    assertThat(stands.blast()).isEqualTo(new BlastRadius(0, 0, 0, false));
    assertThat(stores.incidents().timeline(Samples.BANK, first.id())).isEmpty();
    assertThat(stores.signals().pending(10)).containsExactly(signal);
    assertThat(stores.ticketLedger().entries(Samples.BANK, 0, 10).items()).isEmpty();
  }

  @Test
  void record_ofAnEpisodeThatExists_writesNothing() {
    save(fresh(1));

    assertThat(stores.incidentJournal().record(Samples.filing(fresh(1)))).isEmpty();
    assertThat(stores.ticketLedger().entries(Samples.BANK, 0, 10).items()).isEmpty();
  }

  @Test
  void record_ofASignalThatWasTakenIn_writesNothing() {
    Signal signal = Samples.signal(Samples.BANK, 1);
    stores.signals().post(List.of(signal));
    Incident saved = stores.incidentJournal().record(taking(fresh(1), signal)).orElseThrow();
    assertThat(stores.signals().pending(10)).isEmpty();

    assertThat(stores.incidentJournal().record(taking(saved, signal))).isEmpty();
    assertThat(blastOf(saved).occurrences()).isEqualTo(2);
  }

  @Test
  void record_ofAnotherTenantsSignal_writesNothing() {
    Signal signal = Samples.signal(Samples.BROKER, 1);
    stores.signals().post(List.of(signal));

    assertThat(stores.incidentJournal().record(taking(fresh(1), signal))).isEmpty();
    assertThat(stores.signals().pending(10)).containsExactly(signal);
  }

  @Test
  void record_countsEveryAccountOnce() {
    Incident saved = save(touching(fresh(1), 3, Set.of("acct_a", "acct_b"), Set.of("T-1")));
    saved = save(touching(saved, 2, Set.of("acct_b", "acct_c"), Set.of("T-1", "T-2")));

    assertThat(saved.blast()).isEqualTo(new BlastRadius(5, 3, 2, false));
    assertThat(saved.version()).isEqualTo(2);
  }

  @Test
  void record_ofAccountsThatWereNotAllTold_saysSoFromThenOn() {
    Incident saved = save(touching(fresh(1), 1, Set.of("acct_a"), Set.of()));
    saved = save(touching(saved.withAccountsUntold(), 1, Set.of("acct_b"), Set.of()));
    assertThat(saved.blast()).isEqualTo(new BlastRadius(2, 2, 0, true));
    assertThat(save(touching(saved, 1, Set.of(), Set.of())).blast().accountsAreLowerBound())
        .isTrue();
  }

  /** Stores for this contract are opened with a limit of four accounts an incident. */
  @Test
  void record_pastTheLimitOfAccounts_saysThatTheCountIsALowerBound() {
    Incident saved =
        save(touching(fresh(1), 1, Set.of("acct_a", "acct_b", "acct_c", "acct_d"), Set.of()));
    assertThat(saved.blast()).isEqualTo(new BlastRadius(1, 4, 0, false));
    saved = save(touching(saved, 1, Set.of("acct_a", "acct_d"), Set.of()));
    assertThat(saved.blast()).isEqualTo(new BlastRadius(2, 4, 0, false));

    saved = save(touching(saved, 1, Set.of("acct_a", "acct_e"), Set.of()));
    assertThat(saved.blast()).isEqualTo(new BlastRadius(3, 4, 0, true));
    assertThat(save(touching(saved, 1, Set.of(), Set.of())).blast().accountsAreLowerBound())
        .isTrue();
  }

  @Test
  void record_thatFilesATicket_entersOneIntent_dueAtOnce() {
    Incident saved = stores.incidentJournal().record(Samples.filing(fresh(1))).orElseThrow();
    clock.advance(Duration.ofSeconds(5));
    stores.incidentJournal().record(Samples.filing(saved)).orElseThrow();

    List<TicketEntry> entries = stores.ticketLedger().entries(Samples.BANK, 0, 10).items();
    assertThat(entries).hasSize(1);
    TicketEntry intent = entries.getFirst();
    assertThat(intent.key()).isEqualTo(saved.ticketKey());
    assertThat(intent.state()).isEqualTo(EffectState.INTENT);
    assertThat(intent.incident()).isEqualTo(saved.id());
    assertThat(intent.dueAt()).isEqualTo(saved.openedAt());
    assertThat(intent.attempts()).isZero();
    assertThat(intent.because()).contains(saved.name());
  }

  @Test
  void latestEpisode_isTheOneWithTheHighestNumber_ofThatEnvironment() {
    Incident first = save(IncidentCopy.of(fresh(1)).state(Incident.State.CLOSED).make());
    Incident second = save(IncidentCopy.of(fresh(1)).episode(2).make());
    FaultRef fault = first.fault();

    assertThat(stores.incidentJournal().latestEpisode(fault, Samples.PROD)).contains(second);
    assertThat(stores.incidentJournal().latestEpisode(fault, "test")).isEmpty();
  }

  private FaultRef fault(int fingerprint) {
    return stores.incidentJournal().fault(Samples.BANK, Samples.fingerprint(fingerprint), NOON);
  }

  private Incident fresh(int fingerprint) {
    long number = stores.incidentJournal().nextNumber(Samples.BANK);
    return Samples.incident(fault(fingerprint), number, NOON);
  }

  private Incident save(Incident incident) {
    return save(Samples.change(incident));
  }

  private Incident save(IncidentChange change) {
    return stores.incidentJournal().record(change).orElseThrow();
  }

  private BlastRadius blastOf(Incident incident) {
    return stores.incidents().find(incident.tenant(), incident.id()).orElseThrow().blast();
  }

  private static IncidentChange taking(Incident after, Signal signal) {
    return new IncidentChange(after, List.of(), List.of(signal.id()), Set.of(), Set.of(), 2, false);
  }

  private static IncidentChange touching(
      Incident after, long occurrences, Set<String> accounts, Set<String> tenantCodes) {
    return new IncidentChange(
        after, List.of(), List.of(), accounts, tenantCodes, occurrences, false);
  }

  private static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(threads)) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : many.invokeAll(java.util.Collections.nCopies(threads, call))) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}

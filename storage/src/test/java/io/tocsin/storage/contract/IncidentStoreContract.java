package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentQuery;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public abstract class IncidentStoreContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;

  @Test
  void search_findsOnlyItsTenantsIncidents() {
    Incident ours = save(Samples.BANK, 1);
    save(Samples.BROKER, 1);

    assertThat(search(all(Samples.BANK)).items()).containsExactly(ours);
    assertThat(stores.incidents().find(Samples.BROKER, ours.id())).isEmpty();
    assertThat(stores.incidents().timeline(Samples.BROKER, ours.id())).isEmpty();
  }

  @Test
  void search_byWords_wantsEachOfThemSomewhere() {
    Incident refund = save(Samples.BANK, 1);
    Incident card = save(other(fresh(Samples.BANK, 2), "cards", "java.io.IOException", "50%_off"));

    assertThat(find("sqltransient LEDGER.settle")).containsExactly(refund);
    assertThat(find("余额不足")).containsExactly(refund);
    assertThat(find("payments exhausted")).containsExactly(refund);
    assertThat(find("payments cards")).isEmpty();
    assertThat(find("toc-" + card.number())).containsExactly(card);
    assertThat(find("  ")).hasSize(2);
  }

  @Test
  void search_byWords_takesWildcardsAsTheyStand() {
    Incident card = save(other(fresh(Samples.BANK, 2), "cards", "java.io.IOException", "50%_off"));
    save(other(fresh(Samples.BANK, 3), "cards", "java.io.IOException", "50 x off"));

    assertThat(find("50%_off")).containsExactly(card);
    assertThat(find("' OR 1=1 --")).isEmpty();
  }

  @Test
  void search_byStateServiceAndEnvironment_wantsAllOfThem() {
    Incident open = save(Samples.BANK, 1);
    Incident closed =
        save(IncidentCopy.of(fresh(Samples.BANK, 2)).state(Incident.State.CLOSED).make());

    assertThat(search(query(Set.of(Incident.State.CLOSED), null, null)).items())
        .containsExactly(closed);
    assertThat(search(query(Set.of(Incident.State.OPEN), "payments", Samples.PROD)).items())
        .containsExactly(open);
    assertThat(search(query(Set.of(), "payments", "test")).items()).isEmpty();
  }

  @Test
  void search_sortsByEachColumn_largestFirst() {
    Incident small = save(IncidentCopy.of(fresh(Samples.BANK, 1)).lastSeen(NOON).make());
    Incident large =
        stores
            .incidentJournal()
            .record(
                new IncidentChange(
                    IncidentCopy.of(fresh(Samples.BANK, 2)).lastSeen(NOON.minusSeconds(60)).make(),
                    List.of(),
                    List.of(),
                    Set.of("acct_a"),
                    Set.of(),
                    9,
                    false))
            .orElseThrow();

    assertThat(sorted(IncidentQuery.Sort.LAST_SEEN)).containsExactly(small, large);
    assertThat(sorted(IncidentQuery.Sort.OPENED)).containsExactly(large, small);
    assertThat(sorted(IncidentQuery.Sort.OCCURRENCES)).containsExactly(large, small);
    assertThat(sorted(IncidentQuery.Sort.ACCOUNTS)).containsExactly(large, small);
  }

  @Test
  void openOf_findsThoseOfTheFaultsThatAreNotClosed_ofItsTenantOnly_howeverManyAreAskedFor() {
    Incident open = save(Samples.BANK, 1);
    Incident taken =
        save(IncidentCopy.of(fresh(Samples.BANK, 2)).state(Incident.State.ACKNOWLEDGED).make());
    Incident closed =
        save(IncidentCopy.of(fresh(Samples.BANK, 3)).state(Incident.State.CLOSED).make());
    Incident notAsked = save(Samples.BANK, 4);
    Set<UUID> faults =
        Stream.concat(
                Stream.of(open, taken, closed).map(incident -> incident.fault().id()),
                LongStream.range(0, 40_000).mapToObj(n -> new UUID(7, n)))
            .collect(Collectors.toSet());

    assertThat(stores.incidents().openOf(Samples.BANK, faults))
        .containsExactlyInAnyOrder(open, taken)
        .doesNotContain(notAsked);
    assertThat(stores.incidents().openOf(Samples.BROKER, faults)).isEmpty();
    assertThat(stores.incidents().openOf(Samples.BANK, Set.of())).isEmpty();
  }

  @Test
  void environments_areThoseOfTheNewestIncidents_ofTheTenant() {
    save(IncidentCopy.of(fresh(Samples.BANK, 1)).lastSeen(NOON).make());
    save(Samples.BROKER, 2);

    assertThat(stores.incidents().environments(Samples.BANK, 1)).containsExactly(Samples.PROD);
    assertThat(stores.incidents().environments(Samples.BANK, 0)).isEmpty();
    assertThat(stores.incidents().environments(new TenantId("nobody"), 9)).isEmpty();
  }

  @Test
  void search_pageByPage_givesEachOnce_withTheTotal() {
    List<Incident> saved =
        IntStream.rangeClosed(1, 5).mapToObj(n -> save(Samples.BANK, n)).toList();

    Page<Incident> first = search(page(0, 2));
    Page<Incident> last = search(page(4, 2));

    assertThat(first.items()).containsExactly(saved.get(4), saved.get(3));
    assertThat(first.total()).isEqualTo(5);
    assertThat(first.totalIsLowerBound()).isFalse();
    assertThat(first.next()).isEqualTo("2");
    assertThat(last.items()).containsExactly(saved.get(0));
    assertThat(last.total()).isEqualTo(5);
    assertThat(last.next()).isNull();
    assertThat(search(page(9, 2)).items()).isEmpty();
  }

  @Test
  void timeline_isInTheOrderOfTime() {
    Incident incident = fresh(Samples.BANK, 1);
    TimelineEvent opened = Samples.event(incident, TimelineEvent.Kind.OPENED, NOON);
    TimelineEvent seen =
        Samples.event(incident, TimelineEvent.Kind.FIRST_SEEN, NOON.minusSeconds(1));
    stores
        .incidentJournal()
        .record(
            new IncidentChange(
                incident, List.of(opened, seen), List.of(), Set.of(), Set.of(), 1, false))
        .orElseThrow();

    assertThat(stores.incidents().timeline(Samples.BANK, incident.id()))
        .containsExactly(seen, opened);
  }

  private List<Incident> find(String text) {
    return search(
            new IncidentQuery(
                Samples.BANK, Set.of(), null, null, text, IncidentQuery.Sort.OPENED, 0, 100))
        .items();
  }

  private List<Incident> sorted(IncidentQuery.Sort sort) {
    return search(new IncidentQuery(Samples.BANK, Set.of(), null, null, null, sort, 0, 100))
        .items();
  }

  private static IncidentQuery all(TenantId tenant) {
    return new IncidentQuery(
        tenant, Set.of(), null, null, null, IncidentQuery.Sort.LAST_SEEN, 0, 100);
  }

  private static IncidentQuery page(int offset, int limit) {
    return new IncidentQuery(
        Samples.BANK, Set.of(), null, null, null, IncidentQuery.Sort.OPENED, offset, limit);
  }

  private static IncidentQuery query(
      Set<Incident.State> states, @Nullable String service, @Nullable String environment) {
    return new IncidentQuery(
        Samples.BANK, states, service, environment, null, IncidentQuery.Sort.OPENED, 0, 100);
  }

  private Page<Incident> search(IncidentQuery query) {
    return stores.incidents().search(query);
  }

  private static Incident other(Incident from, String service, String type, String message) {
    FaultFacts facts =
        new FaultFacts(
            FaultFacts.Kind.EXCEPTION,
            type,
            message,
            type,
            null,
            null,
            "",
            false,
            null,
            null,
            null,
            List.of("type"));
    return IncidentCopy.of(from).source(Samples.source(service)).facts(facts).make();
  }

  private Incident fresh(TenantId tenant, int fingerprint) {
    FaultRef fault = stores.incidentJournal().fault(tenant, Samples.fingerprint(fingerprint), NOON);
    return Samples.incident(fault, stores.incidentJournal().nextNumber(tenant), NOON);
  }

  private Incident save(TenantId tenant, int fingerprint) {
    return save(fresh(tenant, fingerprint));
  }

  private Incident save(Incident incident) {
    return stores.incidentJournal().record(Samples.change(incident)).orElseThrow();
  }
}

package io.tocsin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.step.StepRing;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedCrash;
import io.tocsin.demo.plan.PlannedException;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.Api;
import io.tocsin.demo.watch.FakeApi;
import io.tocsin.demo.watch.Sight;
import io.tocsin.demo.watch.StepTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultWatchTest {
  private static final String TOKEN = "acct_x";
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private final Plan plan = Plan.of(1, 1);
  private final PlannedException fault = plan.exceptions().getFirst();
  private final PlannedCrash crash = plan.crash().orElseThrow();
  private final PlannedSlowdown slowdown = plan.slowdown().orElseThrow();
  private FakeApi api;
  private Sight sight;
  private StepRing ring;
  private Happenings happenings;
  private FaultWatch watch;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi("secret");
    sight = new Sight(new Api(api.address(), "secret"), new Api(api.address(), "secret"));
    Path steps = folder.resolve("steps");
    ring = new StepRing(steps);
    happenings = new Happenings(service -> List.of(StepTimes.open(steps)));
    watch =
        new FaultWatch(
            sight,
            List.of(
                Expected.Exception.of(fault, plan.staff(), TOKEN),
                Expected.Crash.of(crash, plan.staff()),
                Expected.Slowdown.of(slowdown, plan.staff(), COMMIT)),
            plan.faults(),
            happenings);
  }

  @AfterEach
  void stop() {
    sight.close();
    api.close();
  }

  @Test
  void ticket_ofAPlannedFault_arrivesOnceAndIsTimedFromTheLastStep() throws Exception {
    enterStep();
    assertThat(watch.look()).isEmpty();
    file("T-1", "tocsin-a", fault.errand().traceId());

    assertThat(watch.look())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.seconds()).isBetween(0.0, 60.0))
        .satisfies(arrival -> assertThat(arrival.sinceRestart()).isEmpty());
    assertThat(watch.look()).isEmpty();
    assertThat(watch.arrival(fault)).isPresent();
    assertThat(watch.compare()).hasOnlyElementsOfType(Mismatch.Missing.class).hasSize(2);
  }

  @Test
  void ticket_thatSaysAllItMust_isCompleteOnce() throws Exception {
    enterStep();
    api.ticket(ticket("T-1", "tocsin-a", "nothing yet"));
    api.incident(incident("tocsin-a", fault.errand().traceId()));
    assertThat(watch.look()).hasSize(1);
    assertThat(watch.refreshed())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.toFullEvidence()).isEmpty());
    api.replaceTicket(ticket("T-1", "tocsin-a", fault.errand().traceId()));

    assertThat(watch.refreshed())
        .singleElement()
        .satisfies(
            arrival -> assertThat(arrival.toFullEvidence().orElseThrow()).isBetween(0.0, 60.0));
    assertThat(watch.refreshed()).isEmpty();
  }

  @Test
  void ticket_whoseIncidentIsNotThereYet_waitsForIt() throws Exception {
    enterStep();
    api.ticket(ticket("T-1", "tocsin-a", fault.errand().traceId()));
    assertThat(watch.look()).isEmpty();
    api.incident(incident("tocsin-a", fault.errand().traceId()));

    assertThat(watch.look()).hasSize(1);
  }

  @Test
  void owner_foundAfterTheTicket_isSeen() throws Exception {
    enterStep();
    api.ticket(ticket("T-1", "tocsin-a", "nothing yet"));
    api.incident(incident("tocsin-a", fault.errand().traceId()));
    assertThat(watch.look()).hasSize(1);
    Map<String, Object> owned = new HashMap<>(incident("tocsin-a", fault.errand().traceId()));
    owned.put("owner", Map.of("team", "@bank/oak"));
    api.replaceIncident(owned);

    assertThat(watch.refreshed())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.incident().team()).isEqualTo("@bank/oak"));
  }

  @Test
  void ticket_ofTheCrash_isTimedFromDeathAndFromRestart() throws Exception {
    long now = Instant.now().getEpochSecond() * 1_000_000_000L;
    happenings.died(crash, now - 20_000_000_000L);
    happenings.restarted(crash, now - 10_000_000_000L);
    api.incident(
        Map.of(
            "id", "TOC-2",
            "kind", "crash",
            "ticket_key", "tocsin-c",
            "service", crash.place().service()));
    api.ticket(ticket("T-2", "tocsin-c", ""));

    assertThat(watch.look())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.seconds()).isBetween(20.0, 80.0))
        .satisfies(arrival ->
            assertThat(arrival.seconds() - arrival.sinceRestart().orElseThrow())
                .isBetween(9.9, 10.1));
  }

  @Test
  void ticket_ofTheSlowRelease_isTimedFromItsFirstRequest() throws Exception {
    enterStep();
    api.incident(
        Map.of(
            "id", "TOC-3",
            "kind", "slowdown",
            "ticket_key", "tocsin-s",
            "operation", slowdown.place().operation(),
            "service", slowdown.place().service()));
    api.ticket(ticket("T-3", "tocsin-s", ""));

    assertThat(watch.look())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.fault()).isEqualTo(slowdown))
        .satisfies(arrival -> assertThat(arrival.seconds()).isBetween(0.0, 60.0));
  }

  @Test
  void ticket_ofNothingPlanned_arrivesNowhereAndIsAMismatch() throws Exception {
    api.ticket(ticket("T-1", "tocsin-a", "ff"));
    api.incident(Map.of("id", "TOC-1", "ticket_key", "tocsin-a", "trace_id", "ff"));

    assertThat(watch.look()).isEmpty();
    assertThat(watch.compare())
        .contains(new Mismatch.Extra("T-1", "It broke"))
        .hasAtLeastOneElementOfType(Mismatch.Missing.class);
  }

  private void enterStep() {
    try (Operation.Open open =
        new Operation(
                fault.errand().operationId(),
                fault.errand().tenantCode(),
                fault.errand().accountId(),
                false)
            .open()) {
      ring.enter(fault.place().step());
    }
  }

  private void file(String id, String key, String trace) {
    api.incident(incident(key, trace));
    api.ticket(ticket(id, key, trace));
  }

  private Map<String, ?> ticket(String id, String key, String trace) {
    return Map.of(
        "id",
        id,
        "key",
        key,
        "url",
        "http://tracker/" + id,
        "title",
        "It broke",
        "body",
        fault.place().code().culprit() + ' ' + trace + ' ' + TOKEN,
        "team",
        plan.staff().team(fault.place()),
        "assignee",
        plan.staff().author(fault.place()).address());
  }

  private Map<String, ?> incident(String key, String trace) {
    return Map.of(
        "id", "TOC-1",
        "ticket_key", key,
        "trace_id", trace,
        "account_id", TOKEN,
        "culprit", fault.place().code().culprit() + "(Some.java:1)");
  }
}

package io.tocsin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.bank.edge.Operation;
import io.tocsin.demo.bank.step.StepRing;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedFault;
import io.tocsin.demo.verdict.Expected;
import io.tocsin.demo.verdict.Mismatch;
import io.tocsin.demo.watch.Api;
import io.tocsin.demo.watch.FakeApi;
import io.tocsin.demo.watch.Sight;
import io.tocsin.demo.watch.StepTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultWatchTest {
  private static final String TOKEN = "acct_x";

  @TempDir private Path folder;
  private final Plan plan = Plan.of(1, 1);
  private final PlannedFault fault = plan.faults().getFirst();
  private FakeApi api;
  private Sight sight;
  private StepRing ring;
  private FaultWatch watch;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi("secret");
    sight = new Sight(new Api(api.address(), "secret"), new Api(api.address(), "secret"));
    Path steps = folder.resolve("steps");
    ring = new StepRing(steps);
    watch =
        new FaultWatch(
            sight,
            List.of(Expected.of(fault, plan.staff(), TOKEN)),
            Map.of(fault.number(), fault),
            Map.of(fault.place().service(), StepTimes.open(steps)));
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
    file("T-1", "tocsin-a", fault.traceId());

    assertThat(watch.look())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.seconds()).isBetween(0.0, 60.0));
    assertThat(watch.look()).isEmpty();
    assertThat(watch.arrived(fault.number())).isTrue();
    assertThat(watch.compare()).isEmpty();
  }

  @Test
  void ticket_whoseIncidentIsNotThereYet_waitsForIt() throws Exception {
    enterStep();
    api.ticket(ticket("T-1", "tocsin-a", fault.traceId()));
    assertThat(watch.look()).isEmpty();
    api.incident(incident("tocsin-a", fault.traceId()));

    assertThat(watch.look()).hasSize(1);
  }

  @Test
  void owner_foundAfterTheTicket_isToldOnce() throws Exception {
    enterStep();
    file("T-1", "tocsin-a", fault.traceId());
    assertThat(watch.look()).hasSize(1);
    assertThat(watch.ownersFound()).isEmpty();
    api.replaceIncident(
        Map.of(
            "id",
            "TOC-1",
            "ticket_key",
            "tocsin-a",
            "trace_id",
            fault.traceId(),
            "owner",
            Map.of("team", "@bank/oak")));

    assertThat(watch.ownersFound())
        .singleElement()
        .satisfies(arrival -> assertThat(arrival.incident().team()).isEqualTo("@bank/oak"));
    assertThat(watch.ownersFound()).isEmpty();
  }

  @Test
  void ticket_ofNothingPlanned_arrivesNowhereAndIsAMismatch() throws Exception {
    api.ticket(ticket("T-1", "tocsin-a", "ff"));
    api.incident(Map.of("id", "TOC-1", "ticket_key", "tocsin-a", "trace_id", "ff"));

    assertThat(watch.look()).isEmpty();
    assertThat(watch.compare())
        .contains(new Mismatch.Extra("T-1"))
        .hasAtLeastOneElementOfType(Mismatch.Missing.class);
  }

  private void enterStep() {
    try (Operation.Open open =
        new Operation(fault.operationId(), fault.tenantCode(), fault.accountId()).open()) {
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
        fault.place().culprit() + ' ' + trace + ' ' + TOKEN,
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
        "culprit", fault.place().culprit() + "(Some.java:1)");
  }
}

package io.tocsin.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final int EVERY_PLACE = Place.values().length;

  @Test
  void plan_ofOneSeed_isAlwaysTheSame() {
    assertThat(Plan.of(42, 20)).isEqualTo(Plan.of(42, 20));
  }

  @Test
  void plans_ofManySeeds_differInPlaceAccountAndAuthor() {
    List<Plan> plans = LongStream.range(0, 50).mapToObj(seed -> Plan.of(seed, 1)).toList();

    assertThat(plans.stream().map(plan -> plan.faults().getFirst().place()).distinct())
        .as("places")
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(plans.stream().map(plan -> plan.faults().getFirst().accountId()).distinct())
        .as("accounts")
        .hasSize(50);
    assertThat(plans.stream().map(plan -> plan.staff().author(Place.FEE)).distinct())
        .as("authors of one place")
        .hasSizeGreaterThan(40);
    assertThat(plans.stream().map(plan -> plan.staff().team(Place.FEE)).distinct())
        .as("teams of one place")
        .hasSizeGreaterThan(3);
  }

  @Test
  void faults_asManyAsPlaces_areAtEachOnce() {
    assertThat(Plan.of(3, EVERY_PLACE).faults().stream().map(PlannedFault::place))
        .containsExactlyInAnyOrder(Place.values());
  }

  @Test
  void faults_moreThanPlaces_mustBecomeATicketOnlyTheFirstTime() {
    Plan plan = Plan.of(3, EVERY_PLACE + 5);

    assertThat(plan.first()).hasSize(EVERY_PLACE);
    assertThat(plan.first().map(PlannedFault::number)).allMatch(number -> number <= EVERY_PLACE);
  }

  @Test
  void ids_withinAPlan_areUsedOnce() {
    Set<String> ids = new HashSet<>();
    for (PlannedFault fault : Plan.of(11, 100).faults()) {
      assertThat(ids.add(fault.accountId())).isTrue();
      assertThat(ids.add(fault.operationId())).isTrue();
      assertThat(ids.add(fault.traceId())).isTrue();
      assertThat(ids.add(fault.mark())).isTrue();
      assertThat(fault.traceId()).matches("[0-9a-f]{32}");
    }
  }
}

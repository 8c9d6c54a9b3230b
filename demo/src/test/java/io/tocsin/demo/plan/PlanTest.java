package io.tocsin.demo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final int EVERY_PLACE = ThrowingPlace.values().length;

  @Test
  void plan_ofOneSeed_isAlwaysTheSame() {
    assertThat(Plan.of(42, 20)).isEqualTo(Plan.of(42, 20));
  }

  @Test
  void plans_ofManySeeds_differInPlaceAccountAndAuthor() {
    List<Plan> plans = LongStream.range(0, 50).mapToObj(seed -> Plan.of(seed, 1)).toList();

    assertThat(plans.stream().map(plan -> plan.exceptions().getFirst().place()).distinct())
        .as("places")
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(
            plans.stream()
                .map(plan -> plan.exceptions().getFirst().errand().accountId())
                .distinct())
        .as("accounts")
        .hasSize(50);
    assertThat(plans.stream().map(plan -> plan.staff().author(ThrowingPlace.FEE)).distinct())
        .as("authors of one place")
        .hasSizeGreaterThan(40);
    assertThat(plans.stream().map(plan -> plan.staff().team(ThrowingPlace.FEE)).distinct())
        .as("teams of one place")
        .hasSizeGreaterThan(3);
  }

  @Test
  void faults_asManyAsPlaces_areAtEachOnce() {
    assertThat(Plan.of(3, EVERY_PLACE).exceptions().stream().map(PlannedException::place))
        .containsExactlyInAnyOrder(ThrowingPlace.values());
  }

  @Test
  void faults_moreThanPlaces_mustBecomeATicketOnlyTheFirstTime() {
    Plan plan = Plan.of(3, EVERY_PLACE + 5);

    assertThat(plan.first().filter(PlannedException.class::isInstance))
        .hasSize(EVERY_PLACE)
        .allMatch(fault -> fault.number() <= EVERY_PLACE + 1);
    assertThat(plan.first()).hasSize(EVERY_PLACE + 2);
  }

  @Test
  void ids_withinAPlan_areUsedOnce() {
    Set<String> ids = new HashSet<>();
    Plan plan = Plan.of(11, 100);
    List<Errand> errands = new ArrayList<>();
    plan.exceptions().forEach(fault -> errands.add(fault.errand()));
    errands.add(plan.crash().orElseThrow().errand());
    for (Errand fault : errands) {
      assertThat(ids.add(fault.accountId())).isTrue();
      assertThat(ids.add(fault.operationId())).isTrue();
      assertThat(ids.add(fault.traceId())).isTrue();
      assertThat(ids.add(fault.mark())).isTrue();
      assertThat(fault.traceId()).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void plans_ofManySeeds_crashAndSlowEveryPlaceAtSomeTime() {
    List<Plan> plans = LongStream.range(0, 60).mapToObj(seed -> Plan.of(seed, 1)).toList();

    assertThat(plans.stream().map(plan -> plan.crash().orElseThrow().place()).distinct())
        .containsExactlyInAnyOrder(CrashingPlace.values());
    assertThat(plans.stream().map(plan -> plan.slowdown().orElseThrow().place()).distinct())
        .containsExactlyInAnyOrder(SlowingPlace.values());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void candidates_ofOneKind_belongToDifferentTeams(long seed) {
    Staff staff = Plan.of(seed, 1).staff();

    assertThat(Stream.of(CrashingPlace.values()).map(staff::team)).doesNotHaveDuplicates();
    assertThat(Stream.of(SlowingPlace.values()).map(staff::team)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void slowdown_isNeverByWhoWroteTheMethod(long seed) {
    Plan plan = Plan.of(seed, 1);
    PlannedSlowdown slowdown = plan.slowdown().orElseThrow();

    assertThat(slowdown.author()).isNotEqualTo(plan.staff().author(slowdown.place()));
  }

  @Test
  void places_ofAllKinds_haveAFolderEach() {
    assertThat(Place.all()).extracting(place -> place.code().folder()).doesNotHaveDuplicates();
  }

  @Test
  void healthyPlan_hasNoFault() {
    assertThat(Plan.healthy(4).faults()).isEmpty();
  }
}

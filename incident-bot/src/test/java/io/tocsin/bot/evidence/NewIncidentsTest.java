package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.OpenedIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewIncidentsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant BEFORE = NOON.minusSeconds(600);

  private final List<OpenedIncident> stored = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();
  private final NewIncidents recent = new NewIncidents(this::openedSince);

  private List<OpenedIncident> openedSince(TenantId tenant, Instant since, int limit) {
    asked.add(since);
    return stored.stream()
        .filter(one -> one.tenant().equals(tenant) && !one.openedAt().isBefore(since))
        .sorted(Comparator.comparing(OpenedIncident::openedAt))
        .limit(limit)
        .toList();
  }

  @Test
  void T14_everyIncidentOfAStorm_isLookedAt_whateverCameAfterIt() {
    OpenedIncident crash = opened(FaultFacts.Kind.CRASH, NOON);
    IntStream.range(1, 3_500).forEach(i -> opened(FaultFacts.Kind.EXCEPTION, NOON.plusMillis(i)));

    recent.read(Samples.TENANT, BEFORE);

    assertThat(recent.lookedFor()).hasSize(3_500).startsWith(crash);
  }

  @Test
  void whatWasRead_isNotReadAgain_butForWhatWasWrittenLate() {
    opened(FaultFacts.Kind.EXCEPTION, NOON);
    recent.read(Samples.TENANT, BEFORE);
    opened(FaultFacts.Kind.EXCEPTION, NOON.minusSeconds(9));
    opened(FaultFacts.Kind.EXCEPTION, NOON.minusSeconds(11));
    asked.clear();

    recent.read(Samples.TENANT, BEFORE);

    assertThat(asked).containsExactly(NOON.minusSeconds(10));
    assertThat(recent.lookedFor()).hasSize(2);
  }

  @Test
  void whatIsGathered_isLeftAlone_thoughItIsReadOnceMore() {
    OpenedIncident one = opened(FaultFacts.Kind.CRASH, NOON);
    recent.read(Samples.TENANT, BEFORE);
    recent.explained(one.id());
    assertThat(recent.lookedFor()).isEmpty();
    assertThat(recent.explained()).containsExactly(one);

    recent.gathered(one.id());
    recent.read(Samples.TENANT, BEFORE);

    assertThat(recent.lookedFor()).isEmpty();
    assertThat(recent.explained()).isEmpty();
    assertThat(recent.isExplained(one.id())).isTrue();
  }

  @Test
  void whatIsToBeAskedAgainLater_isDueThen() {
    OpenedIncident one = opened(FaultFacts.Kind.SLOWDOWN, NOON);
    recent.read(Samples.TENANT, BEFORE);
    assertThat(recent.isDue(one.id(), NOON)).isTrue();

    recent.again(one.id(), NOON.plusSeconds(2));

    assertThat(recent.isDue(one.id(), NOON.plusSeconds(1))).isFalse();
    assertThat(recent.isDue(one.id(), NOON.plusSeconds(2))).isTrue();
  }

  @Test
  void whatWasOpenedLongAgo_isForgotten() {
    opened(FaultFacts.Kind.CRASH, NOON);
    recent.read(Samples.TENANT, NOON);
    assertThat(recent.lookedFor()).hasSize(1);

    recent.read(Samples.TENANT, NOON.plusNanos(1));

    assertThat(recent.lookedFor()).isEmpty();
  }

  private OpenedIncident opened(FaultFacts.Kind kind, Instant at) {
    OpenedIncident one = new OpenedIncident(Samples.TENANT, UUID.randomUUID(), kind, at);
    stored.add(one);
    return one;
  }
}

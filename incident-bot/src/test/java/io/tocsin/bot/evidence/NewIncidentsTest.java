package io.tocsin.bot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bot.fakes.Samples;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.incident.OpenedIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewIncidentsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant BEFORE = NOON.minusSeconds(600);
  private static final Duration AGAIN = Duration.ofSeconds(2);

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

    recent.read(Samples.TENANT, BEFORE, NOON);
    Set<OpenedIncident> looked = new LinkedHashSet<>();
    for (int pass = 0; pass < 18; pass++) {
      Instant now = NOON.plusSeconds(10 + pass);
      List<OpenedIncident> due = recent.due(now, AGAIN, 200);
      looked.addAll(due);
      due.forEach(one -> recent.again(one.id(), now));
    }

    assertThat(looked).hasSize(3_500).startsWith(crash);
  }

  @Test
  void anException_isNotLookedAtWhileItsTicketIsFiled() {
    OpenedIncident exception = opened(FaultFacts.Kind.EXCEPTION, NOON);
    OpenedIncident crash = opened(FaultFacts.Kind.CRASH, NOON);
    recent.read(Samples.TENANT, BEFORE, NOON);

    assertThat(recent.due(NOON, AGAIN, 10)).containsExactly(crash);
    assertThat(recent.due(NOON.plus(AGAIN), AGAIN, 10)).containsExactly(crash, exception);
  }

  @Test
  void whatWasRead_isNotReadAgain_butForWhatWasWrittenLate_andOnceAMinuteForAll() {
    opened(FaultFacts.Kind.EXCEPTION, NOON);
    recent.read(Samples.TENANT, BEFORE, NOON);
    opened(FaultFacts.Kind.EXCEPTION, NOON.minusSeconds(9));
    opened(FaultFacts.Kind.EXCEPTION, NOON.minusSeconds(11));
    asked.clear();

    recent.read(Samples.TENANT, BEFORE, NOON.plusSeconds(59));
    assertThat(recent.lookedFor()).isEqualTo(2);
    recent.read(Samples.TENANT, BEFORE, NOON.plusSeconds(60));

    assertThat(recent.lookedFor()).isEqualTo(3);
    assertThat(asked).containsExactly(NOON.minusSeconds(10), BEFORE);
  }

  @Test
  void aClockThatIsSetBack_hidesNoIncident() {
    OpenedIncident before = opened(FaultFacts.Kind.CRASH, NOON);
    recent.read(Samples.TENANT, BEFORE, NOON);
    recent.again(before.id(), NOON);
    Instant back = NOON.minusSeconds(300);
    OpenedIncident after = opened(FaultFacts.Kind.CRASH, back);

    recent.read(Samples.TENANT, back.minusSeconds(600), back);

    assertThat(recent.due(back, AGAIN, 10)).containsExactlyInAnyOrder(before, after);
    OpenedIncident next = opened(FaultFacts.Kind.CRASH, back.plusSeconds(1));
    recent.read(Samples.TENANT, back.minusSeconds(600), back.plusSeconds(1));
    assertThat(recent.due(back.plusSeconds(1), AGAIN, 10)).contains(next);
  }

  @Test
  void whatIsGathered_isLeftAlone_thoughItIsReadOnceMore() {
    OpenedIncident one = opened(FaultFacts.Kind.CRASH, NOON);
    recent.read(Samples.TENANT, BEFORE, NOON);
    recent.explained(one.id());
    assertThat(recent.lookedFor()).isZero();
    assertThat(recent.explained(NOON, AGAIN, 10)).containsExactly(one);

    recent.gathered(one.id());
    recent.read(Samples.TENANT, BEFORE, NOON.plusSeconds(90));

    assertThat(recent.lookedFor()).isZero();
    assertThat(recent.explained(NOON.plusSeconds(90), AGAIN, 10)).isEmpty();
    assertThat(recent.isExplained(one.id())).isTrue();
  }

  @Test
  void whatIsToBeAskedAgain_isDueLater() {
    OpenedIncident one = opened(FaultFacts.Kind.SLOWDOWN, NOON);
    recent.read(Samples.TENANT, BEFORE, NOON);
    assertThat(recent.due(NOON, AGAIN, 10)).containsExactly(one);

    recent.again(one.id(), NOON);

    assertThat(recent.due(NOON.plusSeconds(1), AGAIN, 10)).isEmpty();
    assertThat(recent.due(NOON.plusSeconds(2), AGAIN, 10)).containsExactly(one);
  }

  @Test
  void whatWasOpenedLongAgo_isForgotten_andCountedWhereNobodyWasDoneWithIt() {
    opened(FaultFacts.Kind.CRASH, NOON);
    OpenedIncident explained = opened(FaultFacts.Kind.CRASH, NOON);
    assertThat(recent.read(Samples.TENANT, NOON, NOON)).isZero();
    recent.explained(explained.id());

    assertThat(recent.read(Samples.TENANT, NOON.plusNanos(1), NOON.plusSeconds(600))).isOne();
    assertThat(recent.lookedFor()).isZero();
  }

  private OpenedIncident opened(FaultFacts.Kind kind, Instant at) {
    OpenedIncident one = new OpenedIncident(Samples.TENANT, UUID.randomUUID(), kind, at);
    stored.add(one);
    return one;
  }
}

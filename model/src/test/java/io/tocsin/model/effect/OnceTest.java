package io.tocsin.model.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.TenantId;
import io.tocsin.model.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnceTest {
  private static final TenantId BANK = new TenantId("bank");
  private static final EffectKey KEY = EffectKey.of("a transfer");

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Once once =
      new Once(
          new MemoryEffectLedger(100), Duration.ofSeconds(30), Duration.ofMinutes(10), () -> now);
  private final AtomicInteger performed = new AtomicInteger();

  /** Remembers nothing more from when it is told to. */
  private static final class Leaving implements EffectLedger {
    private final EffectLedger ledger = new MemoryEffectLedger(100);
    private boolean away;

    @Override
    public KeyedEffect begin(Wanted wanted, Instant when) {
      return ledger.begin(wanted, when);
    }

    @Override
    public boolean advance(KeyedEffect row) {
      if (away) {
        throw new EffectsAwayException("gone", new IllegalStateException());
      }
      return ledger.advance(row);
    }

    @Override
    public Page<KeyedEffect> refused(TenantId tenant, int offset, int limit) {
      return ledger.refused(tenant, offset, limit);
    }

    @Override
    public Optional<KeyedEffect> replay(
        TenantId tenant, String scope, EffectKey key, String because, Instant when) {
      return ledger.replay(tenant, scope, key, because, when);
    }
  }

  @Test
  void whatIsDoneAndCannotBeWritten_isToldAsDone_andPerhapsDoneAgainAfterTheLease() {
    Leaving ledger = new Leaving();
    Once leaving = new Once(ledger, Duration.ofSeconds(30), Duration.ofMinutes(10), () -> now);
    ledger.away = true;

    assertThat(leaving.of(BANK, "test", KEY, this::done))
        .isEqualTo(new Once.Answer(new Once.Done("answer 1"), false));

    ledger.away = false;
    now = now.plusSeconds(31);
    assertThat(leaving.of(BANK, "test", KEY, this::done).result())
        .isEqualTo(new Once.Done("answer 2 perhaps"));
  }

  private Once.Answer of(Once.Work work) {
    return once.of(BANK, "test", KEY, work);
  }

  private Once.Result done(boolean mayBeDone) {
    return new Once.Done("answer " + performed.incrementAndGet() + (mayBeDone ? " perhaps" : ""));
  }

  @Test
  void whoAsksAgain_getsTheFirstAnswer() {
    assertThat(of(this::done)).isEqualTo(new Once.Answer(new Once.Done("answer 1"), false));
    assertThat(of(this::done)).isEqualTo(new Once.Answer(new Once.Done("answer 1"), true));
  }

  @Test
  void manyAtOnce_performItOnce() {
    List<Once.Answer> answers =
        IntStream.range(0, 32).parallel().mapToObj(n -> of(this::done)).toList();

    assertThat(performed).hasValue(1);
    assertThat(answers).filteredOn(answer -> !answer.again()).hasSize(1);
  }

  @Test
  void whatSaysNotNow_isDoneByWhoAsksNext_afresh() {
    of(any -> new Once.NotNow("full"));

    assertThat(of(this::done).result()).isEqualTo(new Once.Done("answer 1"));
  }

  @Test
  void whatIsRefused_staysSo() {
    of(any -> new Once.Refused("no such account"));

    assertThat(of(this::done))
        .isEqualTo(new Once.Answer(new Once.Refused("no such account"), true));
    assertThat(performed).hasValue(0);
  }

  @Test
  void whatThrew_isDoneByWhoAsksNext_whoIsToldThatItMayBeDone() {
    assertThatThrownBy(() ->
            of(any -> {
              throw new IllegalStateException("the disk is full");
            }))
        .hasMessage("the disk is full");

    assertThat(of(this::done).result()).isEqualTo(new Once.Done("answer 1 perhaps"));
  }

  @Test
  void whatIsStillBeingDone_isNotDoneBesides_untilItsLeaseEnds() {
    of(any -> {
      assertThat(of(this::done).result()).isInstanceOf(Once.NotNow.class);
      now = now.plusSeconds(30);
      assertThat(of(this::done).result()).isEqualTo(new Once.Done("answer 1 perhaps"));
      return new Once.Done("too late");
    });

    assertThat(of(this::done).result()).isEqualTo(new Once.Done("answer 1 perhaps"));
  }
}

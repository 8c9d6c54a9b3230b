package io.tocsin.model.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.effect.EffectState.Mover;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static Effect in(EffectState state) {
    return new Effect(state, 1, NOON, NOON, 3, "one", NOON.plus(LEASE), NOON, "so far");
  }

  @ParameterizedTest
  @EnumSource
  void everyState_movesAsTheTableSays_andNowhereElse(EffectState from) {
    for (EffectState to : EffectState.values()) {
      boolean may = from.after(Mover.HOLDER).contains(to);
      assertThat(to.before(Mover.HOLDER).contains(from)).isEqualTo(may);
      if (may) {
        assertThat(in(from).later(to, NOON, "moved").state()).isEqualTo(to);
      } else {
        assertThatThrownBy(() -> in(from).later(to, NOON, "moved"))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(from + " cannot become " + to);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSettled_noHolderOpensAgain(EffectState state) {
    if (state.settled()) {
      assertThat(state.after(Mover.HOLDER)).doesNotContainAnyElementsOf(EffectState.OPEN);
      assertThatThrownBy(() -> in(state).sent(NOON)).isInstanceOf(IllegalStateException.class);
      assertThat(in(state).isDue(NOON.plus(LEASE))).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatWasRefused_isReplayed(EffectState state) {
    if (state == EffectState.REFUSED) {
      assertThat(in(state).replayed(NOON, "by wang").state()).isEqualTo(EffectState.UNKNOWN);
    } else {
      assertThatThrownBy(() -> in(state).replayed(NOON, "by wang"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aReplay_ofWhatWasNeverSent_isAnIntent_behindWhoeverHeldItBefore() {
    Effect refused =
        Effect.intended(NOON, NOON, "wanted").settled(EffectState.REFUSED, "closed before");

    Effect again = refused.replayed(NOON.plusSeconds(60), "by wang");

    assertThat(again.state()).isEqualTo(EffectState.INTENT);
    assertThat(again.fence()).isGreaterThan(refused.fence());
    assertThat(again.dueAt()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void aReplay_countsAttemptsAnew_andWhatWasSentStaysSo() {
    Effect refused = Effect.intended(NOON, NOON, "wanted");
    for (int i = 0; i < 40; i++) {
      refused = refused.sent(NOON).later(EffectState.UNKNOWN, NOON, "no answer");
    }
    refused = refused.settled(EffectState.REFUSED, "given up");

    Effect again = refused.replayed(NOON.plusSeconds(60), "by dev-a");

    assertThat(again.attempts()).isOne();
    assertThat(again.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(again.sentAt()).isEqualTo(NOON);
  }

  /** Any walk: fences never go back, attempts and what is settled only by a person. */
  @Test
  void anyWalk_keepsWhatEveryHolderReliesOn() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Effect effect = Effect.intended(NOON, NOON, "wanted");
      for (int step = 0; step < 40; step++) {
        Effect next = anyMove(effect, random);
        assertThat(next.fence()).as("seed " + seed).isGreaterThanOrEqualTo(effect.fence());
        assertThat(next.createdAt()).isEqualTo(effect.createdAt());
        if (effect.state().settled() && !next.state().settled()) {
          assertThat(effect.state()).isEqualTo(EffectState.REFUSED);
          assertThat(next.fence()).isGreaterThan(effect.fence());
        } else {
          assertThat(next.attempts()).isGreaterThanOrEqualTo(effect.attempts());
        }
        if (next.state() == EffectState.SENT) {
          assertThat(next.attempts()).isPositive();
          assertThat(next.sentAt()).isNotNull();
        }
        effect = next;
      }
    }
  }

  private static Effect anyMove(Effect effect, Random random) {
    EffectState to = EffectState.values()[random.nextInt(EffectState.values().length)];
    try {
      return switch (random.nextInt(4)) {
        case 0 -> effect.claimed("holder " + random.nextInt(3), NOON, LEASE);
        case 1 -> effect.sent(NOON);
        case 2 ->
            to == EffectState.SENT && effect.state() != EffectState.SENT
                ? effect
                : effect.later(to, NOON, "moved");
        default -> effect.replayed(NOON, "by wang");
      };
    } catch (IllegalStateException e) {
      return effect;
    }
  }
}

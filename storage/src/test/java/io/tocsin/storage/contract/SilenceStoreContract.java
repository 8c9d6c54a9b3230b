package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class SilenceStoreContract extends RelationsContract {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private static Silence silence(TenantId tenant, String id, Instant end) {
    return new Silence(
        id,
        tenant,
        List.of(
            new Matcher("service", "fees", false, true), new Matcher("env", "x|y", true, false)),
        NOON,
        end,
        NOON,
        "dev-a",
        "planned work",
        null);
  }

  private static Silence hour(String id) {
    return silence(Samples.BANK, id, NOON.plusSeconds(3_600));
  }

  @Test
  void aSilence_isReadAsItWasWritten_byItsTenantOnly() {
    Silence silence = hour("a");

    assertThat(stores.silences().save(silence)).isTrue();

    assertThat(stores.silences().find(Samples.BANK, "a")).contains(silence);
    assertThat(stores.silences().find(Samples.BROKER, "a")).isEmpty();
    assertThat(stores.silences().list(Samples.BROKER, true, 10)).isEmpty();
    assertThat(stores.silences().save(silence(Samples.BROKER, "a", NOON.plusSeconds(9))))
        .as("the id is another tenant's")
        .isFalse();
    Silence longer = silence(Samples.BANK, "a", NOON.plusSeconds(7_200));
    assertThat(stores.silences().save(longer)).isTrue();
    assertThat(stores.silences().list(Samples.BANK, true, 10)).containsExactly(longer);
  }

  @Test
  void T30_whatWasSeenToBeOver_isOver_alsoWhereTheClockIsSetBackOrItIsSavedAgain() {
    stores.silences().save(hour("a"));
    stores.silences().save(silence(Samples.BANK, "b", NOON.plusSeconds(9_999)));

    assertThat(stores.silences().expire(NOON.plusSeconds(3_599))).isZero();
    assertThat(stores.silences().expire(NOON.plusSeconds(3_600))).isEqualTo(1);
    assertThat(stores.silences().expire(NOON)).isZero();

    Silence over = stores.silences().find(Samples.BANK, "a").orElseThrow();
    assertThat(over.state(NOON)).isEqualTo(Silence.State.EXPIRED);
    assertThat(stores.silences().save(hour("a"))).isFalse();
    assertThat(stores.silences().find(Samples.BANK, "a")).contains(over);
    assertThat(stores.silences().list(Samples.BANK, true, 10))
        .extracting(Silence::id)
        .containsExactly("b", "a");
    assertThat(stores.silences().list(Samples.BANK, false, 10))
        .extracting(Silence::id)
        .containsExactly("b");
    assertThat(stores.silences().list(Samples.BANK, true, 1))
        .extracting(Silence::id)
        .containsExactly("b");
  }

  @Test
  void sweep_forgetsWhatExpiredLongAgo() {
    Instant longAgo = clock.instant().minus(Duration.ofDays(500));
    stores.silences().save(hour("a").expired(longAgo));
    stores.silences().save(hour("b"));

    stores.sweep();

    assertThat(stores.silences().list(Samples.BANK, true, 10))
        .extracting(Silence::id)
        .containsExactly("b");
  }
}

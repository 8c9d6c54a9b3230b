package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.oncall.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

public abstract class StandInStoreContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;

  private StandIn add(int id, TenantId tenant, Instant from, Instant until) {
    StandIn standIn =
        new StandIn(
            new UUID(7, id),
            tenant,
            "payments",
            "primary",
            "li",
            from,
            until,
            "wang",
            "ill",
            NOON.plusSeconds(id),
            null);
    stores.standIns().add(standIn);
    return standIn;
  }

  @Test
  void between_givesThoseThatOverlap_madeFirstFirst_ofOneTenant() {
    StandIn second = add(2, Samples.BANK, NOON, NOON.plusSeconds(60));
    StandIn first = add(1, Samples.BANK, NOON.plusSeconds(30), NOON.plusSeconds(90));
    add(3, Samples.BROKER, NOON, NOON.plusSeconds(60));

    assertThat(stores.standIns().between(Samples.BANK, NOON, NOON.plusSeconds(31)))
        .containsExactly(first, second);
    assertThat(stores.standIns().between(Samples.BANK, NOON.plusSeconds(60), NOON.plusSeconds(61)))
        .as("its end is not part of it")
        .containsExactly(first);
    assertThat(stores.standIns().between(Samples.BANK, NOON.minusSeconds(9), NOON)).isEmpty();
  }

  @Test
  void end_takesItBackOnce_andOnlyOfItsTenant() {
    StandIn made = add(1, Samples.BANK, NOON, NOON.plusSeconds(60));

    assertThat(stores.standIns().end(Samples.BROKER, made.id(), "li", NOON)).isEmpty();
    assertThat(stores.standIns().end(Samples.BANK, made.id(), "li", NOON))
        .hasValueSatisfying(ended -> assertThat(ended.endedBy()).isEqualTo("li"));
    assertThat(stores.standIns().end(Samples.BANK, made.id(), "li", NOON)).isEmpty();
    assertThat(stores.standIns().between(Samples.BANK, NOON, NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void sweep_forgetsThoseThatEndedLongAgo_andNoOthers() {
    add(1, Samples.BANK, NOON, NOON.plusSeconds(60));
    StandIn lasting = add(2, Samples.BANK, NOON, NOON.plus(Duration.ofDays(365)));
    clock.advance(Duration.ofDays(364));

    stores.sweep();

    assertThat(stores.standIns().between(Samples.BANK, NOON, NOON.plusSeconds(1)))
        .containsExactly(lasting);
  }
}

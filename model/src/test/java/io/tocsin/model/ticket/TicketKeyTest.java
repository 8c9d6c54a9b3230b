package io.tocsin.model.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketKeyTest {
  private static final TenantId TENANT = new TenantId("retail");
  private static final FaultRef FAULT =
      new FaultRef(new UUID(1, 2), TENANT, 7, Instant.ofEpochSecond(0));

  @Test
  void of_sameFaultAndEpisode_isTheSameLabelInEveryProcess() {
    assertThat(TicketKey.of(TENANT, "prod", FAULT, 1).label())
        .isEqualTo(TicketKey.of(TENANT, "prod", FAULT, 1).label())
        .matches("tocsin-[a-z2-7]{26}");
  }

  @Test
  void T08_of_anotherEnvironmentOrEpisode_isAnotherLabel() {
    assertThat(TicketKey.of(TENANT, "prod", FAULT, 1))
        .isNotEqualTo(TicketKey.of(TENANT, "test", FAULT, 1))
        .isNotEqualTo(TicketKey.of(TENANT, "prod", FAULT, 2));
  }

  @Test
  void new_ofAnotherText_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TicketKey("tocsin-x"));
  }
}

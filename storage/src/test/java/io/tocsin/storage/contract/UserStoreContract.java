package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;

public abstract class UserStoreContract extends RelationsContract {
  private static final Instant NOON = TestClock.NOON;
  private static final String LINK = "a1".repeat(32);

  @Test
  void redeem_createsTheUserWithTheInvitationsTenantAndRole() {
    invite(LINK);

    User user = stores.users().redeem(LINK, "dev-a", "{bcrypt}x", NOON).orElseThrow();

    assertThat(user).isEqualTo(new User("dev-a", Samples.BANK, Role.RESPONDER, "{bcrypt}x", NOON));
    assertThat(stores.users().find("dev-a")).contains(user);
    assertThat(stores.users().users(Samples.BANK)).containsExactly(user);
    assertThat(stores.users().users(Samples.BROKER)).isEmpty();
  }

  @Test
  void redeem_ofAUsedInvitation_createsNobody() {
    invite(LINK);
    stores.users().redeem(LINK, "dev-a", "x", NOON);

    assertThat(stores.users().redeem(LINK, "dev-b", "x", NOON)).isEmpty();
    assertThat(stores.users().find("dev-b")).isEmpty();
  }

  @Test
  void redeem_atTheEndOfItsTime_createsNobody() {
    invite(LINK);

    assertThat(stores.users().redeem(LINK, "dev-a", "x", NOON.plusSeconds(60))).isEmpty();
    assertThat(stores.users().redeem(LINK, "dev-a", "x", NOON.plusSeconds(59))).isPresent();
  }

  @Test
  void redeem_ofAnUnknownInvitation_createsNobody() {
    assertThat(stores.users().redeem(LINK, "dev-a", "x", NOON)).isEmpty();
    assertThat(stores.users().find("dev-a")).isEmpty();
  }

  @Test
  void redeem_withATakenName_leavesTheInvitationUsable() {
    invite(LINK);
    String second = "b2".repeat(32);
    invite(second);
    stores.users().redeem(LINK, "dev-a", "x", NOON);

    assertThat(stores.users().redeem(second, "DEV-A", "x", NOON)).isEmpty();
    assertThat(stores.users().redeem(second, "dev-b", "x", NOON)).isPresent();
  }

  private void invite(String hash) {
    stores.users().invite(new Invitation(hash, Samples.BANK, Role.RESPONDER, NOON.plusSeconds(60)));
  }
}

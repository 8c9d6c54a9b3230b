package io.tocsin.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Membership;
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

  @Test
  void changeRole_isSeenByTheNextLook() {
    join("dev-a", Role.RESPONDER);

    assertThat(stores.membership().changeRole(Samples.BANK, "dev-a", Role.VIEWER))
        .isEqualTo(Membership.Outcome.DONE);

    assertThat(stores.users().find("dev-a").orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void theLastAdmin_staysAnAdminAndStays() {
    join("admin-a", Role.ADMIN);
    join("dev-a", Role.RESPONDER);

    assertThat(stores.membership().changeRole(Samples.BANK, "admin-a", Role.VIEWER))
        .isEqualTo(Membership.Outcome.LAST_ADMIN);
    assertThat(stores.membership().remove(Samples.BANK, "admin-a"))
        .isEqualTo(Membership.Outcome.LAST_ADMIN);
    assertThat(stores.membership().changeRole(Samples.BANK, "admin-a", Role.ADMIN))
        .isEqualTo(Membership.Outcome.DONE);

    join("admin-b", Role.ADMIN);
    assertThat(stores.membership().remove(Samples.BANK, "admin-a"))
        .isEqualTo(Membership.Outcome.DONE);
    assertThat(stores.users().users(Samples.BANK))
        .extracting(User::name)
        .containsExactly("admin-b", "dev-a");
  }

  @Test
  void membership_ofAnotherTenantsPerson_isUnknown() {
    join("dev-a", Role.RESPONDER);

    assertThat(stores.membership().remove(Samples.BROKER, "dev-a"))
        .isEqualTo(Membership.Outcome.UNKNOWN);
    assertThat(stores.membership().changeRole(Samples.BROKER, "dev-a", Role.ADMIN))
        .isEqualTo(Membership.Outcome.UNKNOWN);
    assertThat(stores.users().find("dev-a").orElseThrow().role()).isEqualTo(Role.RESPONDER);
  }

  private void join(String name, Role role) {
    String hash = (name + "0".repeat(64)).substring(0, 64);
    stores.users().invite(new Invitation(hash, Samples.BANK, role, NOON.plusSeconds(60)));
    stores.users().redeem(hash, name, "x", NOON).orElseThrow();
  }

  private void invite(String hash) {
    stores.users().invite(new Invitation(hash, Samples.BANK, Role.RESPONDER, NOON.plusSeconds(60)));
  }
}

package io.tocsin.web.people;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.UserStore;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets the first person in, once, without a default password. */
@Component
public final class FirstStart {
  private static final Duration VALID = Duration.ofHours(24);

  private final UserStore users;
  private final Invitations invitations;

  FirstStart(UserStore users, Invitations invitations) {
    this.users = users;
    this.invitations = invitations;
  }

  /** A link that makes its reader the tenant's admin; empty where the tenant has people. */
  public Optional<String> link(TenantId tenant) {
    return users.users(tenant).isEmpty()
        ? Optional.of(invitations.invite(tenant, Role.ADMIN, VALID))
        : Optional.empty();
  }
}

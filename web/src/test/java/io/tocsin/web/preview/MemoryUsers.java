package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.Membership;
import io.tocsin.model.access.Role;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** People in memory. */
public final class MemoryUsers implements UserStore, Membership {
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Invitation> invitations = new LinkedHashMap<>();

  public synchronized void put(User user) {
    users.put(user.name().toLowerCase(Locale.ROOT), user);
  }

  @Override
  public synchronized Optional<User> find(String name) {
    return Optional.ofNullable(users.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public synchronized List<User> users(TenantId tenant) {
    return users.values().stream().filter(user -> user.tenant().equals(tenant)).toList();
  }

  @Override
  public synchronized void invite(Invitation invitation) {
    invitations.put(invitation.tokenHash(), invitation);
  }

  @Override
  public synchronized Optional<User> redeem(
      String tokenHash, String name, String passwordHash, Instant now) {
    Invitation invitation = invitations.get(tokenHash);
    if (invitation == null || !now.isBefore(invitation.expiresAt()) || find(name).isPresent()) {
      return Optional.empty();
    }
    invitations.remove(tokenHash);
    User user = new User(name, invitation.tenant(), invitation.role(), passwordHash, now);
    put(user);
    return Optional.of(user);
  }

  @Override
  public synchronized Outcome changeRole(TenantId tenant, String name, Role role) {
    Outcome outcome = role == Role.ADMIN ? known(tenant, name) : dispensable(tenant, name);
    if (outcome == Outcome.DONE) {
      find(name)
          .ifPresent(user ->
              put(new User(user.name(), tenant, role, user.passwordHash(), user.createdAt())));
    }
    return outcome;
  }

  @Override
  public synchronized Outcome remove(TenantId tenant, String name) {
    Outcome outcome = dispensable(tenant, name);
    if (outcome == Outcome.DONE) {
      users.remove(name.toLowerCase(Locale.ROOT));
    }
    return outcome;
  }

  private Outcome known(TenantId tenant, String name) {
    return find(name).filter(user -> user.tenant().equals(tenant)).isPresent()
        ? Outcome.DONE
        : Outcome.UNKNOWN;
  }

  private Outcome dispensable(TenantId tenant, String name) {
    boolean anotherAdmin =
        users(tenant).stream()
            .anyMatch(user -> user.role() == Role.ADMIN && !user.name().equals(name));
    boolean admin = find(name).filter(user -> user.role() == Role.ADMIN).isPresent();
    return known(tenant, name) == Outcome.DONE && admin && !anotherAdmin
        ? Outcome.LAST_ADMIN
        : known(tenant, name);
  }
}

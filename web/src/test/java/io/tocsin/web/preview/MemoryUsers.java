package io.tocsin.web.preview;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Invitation;
import io.tocsin.model.access.User;
import io.tocsin.model.access.UserStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** People in memory. */
public final class MemoryUsers implements UserStore {
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
}

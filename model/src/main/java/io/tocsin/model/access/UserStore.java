package io.tocsin.model.access;

import io.tocsin.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People who may log in, and links that let them in first. */
public interface UserStore {
  Optional<User> find(String name);

  List<User> users(TenantId tenant);

  void invite(Invitation invitation);

  /**
   * Uses the invitation up and creates the user in one transaction. False, and nothing written,
   * where the invitation is unknown, used or expired, or the name is taken.
   */
  boolean redeem(String tokenHash, User user, Instant now);
}

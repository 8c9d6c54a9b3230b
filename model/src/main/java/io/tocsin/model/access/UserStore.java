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
   * Uses the invitation up and creates the user, with the invitation's tenant and role, in one
   * transaction. Empty, and nothing written, where the invitation is unknown, used or expired, or
   * the name is taken: names that differ only in case count as one.
   */
  Optional<User> redeem(String tokenHash, String name, String passwordHash, Instant now);
}

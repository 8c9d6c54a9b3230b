package io.tocsin.model.access;

import io.tocsin.model.TenantId;

/** What becomes of people who are in. A tenant keeps an admin at all times. */
public interface Membership {
  enum Outcome {
    DONE,
    /** The tenant has no such person. */
    UNKNOWN,
    /** Nobody could let others in any more. */
    LAST_ADMIN
  }

  Outcome changeRole(TenantId tenant, String name, Role role);

  /** What they did stays in the journals, by name. */
  Outcome remove(TenantId tenant, String name);
}

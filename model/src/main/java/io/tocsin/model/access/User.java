package io.tocsin.model.access;

import io.tocsin.model.TenantId;
import java.time.Instant;

/**
 * @param name 1 to 64 characters, unique over all tenants
 * @param passwordHash in the encoder's own format
 */
public record User(
    String name, TenantId tenant, Role role, String passwordHash, Instant createdAt) {
  @Override
  public String toString() {
    return "User[" + name + ", " + tenant + ", " + role + "]";
  }
}

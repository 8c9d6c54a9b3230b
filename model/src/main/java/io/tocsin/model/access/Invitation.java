package io.tocsin.model.access;

import io.tocsin.model.TenantId;
import java.time.Instant;

/**
 * A one-time link's other half.
 *
 * @param tokenHash SHA-256 of the link's token, hex: the token itself is never stored
 */
public record Invitation(String tokenHash, TenantId tenant, Role role, Instant expiresAt) {}

package io.tocsin.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What the bank calls it: searchable attributes, never used for access.
 *
 * @param operationId {@code op_id}: one business operation over many requests
 * @param tenantCode the customer organisation, not the isolation domain
 */
public record Business(
    @Nullable AccountRef account,
    @Nullable String tenantCode,
    @Nullable String operationId,
    @Nullable String businessCode,
    @Nullable String riskLevel) {
  public static final Business NONE = new Business(null, null, null, null, null);

  public Business withAccount(AccountRef joined) {
    return new Business(joined, tenantCode, operationId, businessCode, riskLevel);
  }

  public Business withTenantCode(String joined) {
    return new Business(account, joined, operationId, businessCode, riskLevel);
  }
}

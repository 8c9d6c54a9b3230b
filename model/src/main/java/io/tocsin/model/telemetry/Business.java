package io.tocsin.model.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the bank calls it: searchable attributes, never used for access.
 *
 * @param operationId {@code op_id}: one business operation over many requests
 * @param tenantCode the customer organisation, not the isolation domain
 * @param sli {@code bank.sli}: the service level indicator that it counts for, such as payment
 * @param messageIds of clearing messages (UETR, MsgId, EndToEndId), as the sender wrote them
 * @param unit of multi-site traffic
 * @param zone that traffic was routed to
 */
public record Business(
    @Nullable AccountRef account,
    @Nullable String tenantCode,
    @Nullable String operationId,
    @Nullable String businessCode,
    @Nullable String riskLevel,
    @Nullable String sli,
    List<String> messageIds,
    @Nullable String unit,
    @Nullable String zone) {
  public static final Business NONE =
      new Business(null, null, null, null, null, null, List.of(), null, null);

  public Business {
    messageIds = List.copyOf(messageIds);
  }

  /** With what most records have. */
  public Business(
      @Nullable AccountRef account,
      @Nullable String tenantCode,
      @Nullable String operationId,
      @Nullable String businessCode,
      @Nullable String riskLevel) {
    this(account, tenantCode, operationId, businessCode, riskLevel, null, List.of(), null, null);
  }

  public Business withAccount(AccountRef joined) {
    return new Business(
        joined, tenantCode, operationId, businessCode, riskLevel, sli, messageIds, unit, zone);
  }

  public Business withSli(String joined) {
    return new Business(
        account, tenantCode, operationId, businessCode, riskLevel, joined, messageIds, unit, zone);
  }

  public Business withMessageIds(List<String> joined) {
    return new Business(
        account, tenantCode, operationId, businessCode, riskLevel, sli, joined, unit, zone);
  }

  public Business withTenantCode(String joined) {
    return new Business(
        account, joined, operationId, businessCode, riskLevel, sli, messageIds, unit, zone);
  }
}

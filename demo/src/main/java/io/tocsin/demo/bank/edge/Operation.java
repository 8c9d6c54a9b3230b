package io.tocsin.demo.bank.edge;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One business operation: it keeps its id over every service and thread it passes, and every log
 * line written meanwhile carries it.
 *
 * @param id chosen where the operation begins
 * @param tenantCode the customer organisation
 * @param accountId the account it is done for; never part of a URL or of a message
 */
public record Operation(String id, String tenantCode, String accountId) {
  public static final String ID_HEADER = "X-Operation-Id";
  public static final String TENANT_HEADER = "X-Tenant-Code";
  public static final String ACCOUNT_HEADER = "X-Account-Id";

  private static final String ID = "op_id";
  private static final String TENANT = "tenant_code";
  private static final String ACCOUNT = "account_id";

  /** Closing it leaves the thread without an operation. */
  public interface Open extends AutoCloseable {
    @Override
    void close();
  }

  /** The one this thread works on; empty strings where it works on none. */
  public static Operation current() {
    return new Operation(value(ID), value(TENANT), value(ACCOUNT));
  }

  static Operation received(
      @Nullable String id, @Nullable String tenantCode, @Nullable String accountId) {
    return new Operation(
        id == null ? UUID.randomUUID().toString() : id,
        Objects.requireNonNullElse(tenantCode, ""),
        Objects.requireNonNullElse(accountId, ""));
  }

  public Open open() {
    MDC.put(ID, id);
    MDC.put(TENANT, tenantCode);
    MDC.put(ACCOUNT, accountId);
    return MDC::clear;
  }

  private static String value(String key) {
    return Objects.requireNonNullElse(MDC.get(key), "");
  }
}

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
 * @param loadTest asked by a load test: its log lines say so, as its spans do
 */
public record Operation(String id, String tenantCode, String accountId, boolean loadTest) {
  public static final String ID_HEADER = "X-Operation-Id";
  public static final String TENANT_HEADER = "X-Tenant-Code";
  public static final String ACCOUNT_HEADER = "X-Account-Id";
  public static final String LOAD_TEST_HEADER = "X-Load-Test";

  private static final String ID = "op_id";
  private static final String TENANT = "tenant_code";
  private static final String ACCOUNT = "account_id";
  private static final String LOAD_TEST = "load_test";

  /** Closing it leaves the thread without an operation. */
  public interface Open extends AutoCloseable {
    @Override
    void close();
  }

  /** The one this thread works on; empty strings where it works on none. */
  public static Operation current() {
    return new Operation(
        value(ID), value(TENANT), value(ACCOUNT), Boolean.parseBoolean(MDC.get(LOAD_TEST)));
  }

  static Operation received(
      @Nullable String id,
      @Nullable String tenantCode,
      @Nullable String accountId,
      @Nullable String loadTest) {
    return new Operation(
        id == null ? UUID.randomUUID().toString() : id,
        Objects.requireNonNullElse(tenantCode, ""),
        Objects.requireNonNullElse(accountId, ""),
        Boolean.parseBoolean(loadTest));
  }

  public Open open() {
    MDC.put(ID, id);
    MDC.put(TENANT, tenantCode);
    MDC.put(ACCOUNT, accountId);
    if (loadTest) {
      MDC.put(LOAD_TEST, "true");
    }
    return MDC::clear;
  }

  private static String value(String key) {
    return Objects.requireNonNullElse(MDC.get(key), "");
  }
}

package io.tocsin.collector;

import java.util.Set;

/**
 * Names of the attributes that processors put on log records and spans, and that decoders read
 * back. All values are strings. What a sender puts under one of these names is dropped at the door,
 * so behind the log they are the collector's own word.
 */
public final class TelemetryAttributes {
  /** {@code acct_…}, comma separated, the older first. */
  public static final String ACCOUNT_TOKENS = "tocsin.account.tokens";

  /** Ciphertext of the account id. */
  public static final String ACCOUNT_ENCRYPTED = "tocsin.account.enc";

  /** Where the id was found: "attribute account_id". */
  public static final String ACCOUNT_BECAUSE = "tocsin.account.because";

  public static final String TENANT_CODE = "tocsin.tenant_code";
  public static final String OPERATION_ID = "tocsin.op_id";
  public static final String BUSINESS_CODE = "tocsin.biz_code";
  public static final String RISK_LEVEL = "tocsin.risk_level";

  /** "true" for coloured load-test traffic; absent otherwise. */
  public static final String LOAD_TEST = "tocsin.load_test";

  /** Tier of the error model: infrastructure, service or domain. */
  public static final String ERROR_KIND = "tocsin.error.kind";

  /** Code of the error model, such as DATABASE_TIMEOUT. */
  public static final String ERROR_CODE = "tocsin.error.code";

  /** "true" or "false". */
  public static final String ERROR_RETRYABLE = "tocsin.error.retryable";

  /** "true" or "false": whether a half-done business operation must be undone. */
  public static final String ERROR_COMPENSATE = "tocsin.error.compensate";

  /** none, warning or critical. */
  public static final String ERROR_ALERT = "tocsin.error.alert";

  /** Advised reaction: retry, degrade, alert, none. */
  public static final String ERROR_REACTION = "tocsin.error.reaction";

  /** Which rule of which pack decided, for people. */
  public static final String ERROR_BECAUSE = "tocsin.error.because";

  /** What was masked in the record and how often: "card=1,mobile=2". */
  public static final String MASKED = "tocsin.masked";

  /** Every name above. */
  public static final Set<String> ALL =
      Set.of(
          ACCOUNT_TOKENS,
          ACCOUNT_ENCRYPTED,
          ACCOUNT_BECAUSE,
          TENANT_CODE,
          OPERATION_ID,
          BUSINESS_CODE,
          RISK_LEVEL,
          LOAD_TEST,
          ERROR_KIND,
          ERROR_CODE,
          ERROR_RETRYABLE,
          ERROR_COMPENSATE,
          ERROR_ALERT,
          ERROR_REACTION,
          ERROR_BECAUSE,
          MASKED);

  private TelemetryAttributes() {}
}

package io.tocsin.collector;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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

  /** What a table of accounts tells: the customer's tier. */
  public static final String ACCOUNT_TIER = "tocsin.account.tier";

  /** The customer's region. */
  public static final String ACCOUNT_REGION = "tocsin.account.region";

  public static final String TENANT_CODE = "tocsin.tenant_code";

  /** Absent where the record itself named the tenant code. */
  public static final String TENANT_CODE_BECAUSE = "tocsin.tenant_code.because";

  public static final String OPERATION_ID = "tocsin.op_id";
  public static final String BUSINESS_CODE = "tocsin.biz_code";
  public static final String RISK_LEVEL = "tocsin.risk_level";

  /** {@code bank.sli}. */
  public static final String SLI = "tocsin.sli";

  /** One message id; a record may have several, under this name with {@code .0}, {@code .1} … */
  public static final String MESSAGE_ID = "tocsin.message_id";

  /** How many message ids a record keeps. */
  public static final int MAX_MESSAGE_IDS = 4;

  public static final String UNIT = "tocsin.unit";
  public static final String ZONE = "tocsin.zone";

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

  /** What an end user may be told; absent where the pack says nothing. */
  public static final String ERROR_USER_TEXT = "tocsin.error.user_text";

  /** Which rule of which pack decided, for people. */
  public static final String ERROR_BECAUSE = "tocsin.error.because";

  /** The member {@code ot} of a span's tracestate: how it was sampled before it came. */
  public static final String TRACESTATE_OT = "tocsin.tracestate.ot";

  /** For how many records this one stands; absent for one. */
  public static final String SAMPLE_RATE = "tocsin.sample_rate";

  /** What was masked in the record and how often: "card=1,mobile=2". */
  public static final String MASKED = "tocsin.masked";

  private static final List<String> MESSAGE_IDS =
      IntStream.range(0, MAX_MESSAGE_IDS).mapToObj(i -> MESSAGE_ID + '.' + i).toList();

  /** Every name above. */
  public static final Set<String> ALL =
      Set.of(
          ACCOUNT_TOKENS,
          ACCOUNT_ENCRYPTED,
          ACCOUNT_BECAUSE,
          ACCOUNT_TIER,
          ACCOUNT_REGION,
          TENANT_CODE,
          TENANT_CODE_BECAUSE,
          OPERATION_ID,
          BUSINESS_CODE,
          RISK_LEVEL,
          SLI,
          messageId(0),
          messageId(1),
          messageId(2),
          messageId(3),
          UNIT,
          ZONE,
          LOAD_TEST,
          ERROR_KIND,
          ERROR_CODE,
          ERROR_RETRYABLE,
          ERROR_COMPENSATE,
          ERROR_ALERT,
          ERROR_REACTION,
          ERROR_USER_TEXT,
          ERROR_BECAUSE,
          TRACESTATE_OT,
          SAMPLE_RATE,
          MASKED);

  private TelemetryAttributes() {}

  /**
   * @param i from 0 to {@link #MAX_MESSAGE_IDS}, exclusive
   */
  public static String messageId(int i) {
    return MESSAGE_IDS.get(i);
  }
}

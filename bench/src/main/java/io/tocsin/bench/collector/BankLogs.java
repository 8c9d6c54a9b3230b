package io.tocsin.bench.collector;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Log records of a bank: every one with account, tenant code, operation and thread; four of one
 * account to a trace; one in a thousand an error with an exception; one in twenty with a mobile
 * number or a card in its message. Messages are those of 400 statements, each with words of its own
 * around its values. Records have the length asked for, on the wire, by the length of their
 * message.
 */
final class BankLogs {
  static final int ACCOUNTS = 20_000;
  static final int TENANT_CODES = 200;
  private static final int ERROR_ONE_IN = 1_000;
  private static final int PERSONAL_ONE_IN = 20;
  private static final int INFO = 9;
  private static final int ERROR = 17;
  private static final int WORDS = 2_000;
  private static final int STATEMENTS = 400;
  private static final int STATEMENT_CHARS = 1_200;
  private static final String[] STEPS = {
    "transfer", "settle", "reserve", "confirm", "payout", "refund", "screen", "book"
  };

  /** What the default error pack makes of them. */
  private static final Map<String, String> ERROR_CODES =
      Map.of(
          "java.net.SocketTimeoutException", "CALL_TIMEOUT",
          "java.sql.SQLTransientConnectionException", "DATABASE_UNAVAILABLE",
          "java.net.ConnectException", "CONNECTION_LOST",
          "java.lang.OutOfMemoryError", "OUT_OF_MEMORY");

  private static final List<String> EXCEPTIONS = ERROR_CODES.keySet().stream().sorted().toList();

  private final SplittableRandom random;
  private final String[] words = new String[WORDS];
  private final String[] statements = new String[STATEMENTS];
  private int account;
  private int tenantCode;

  BankLogs(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      for (int letters = 3 + random.nextInt(7); letters > 0; letters--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
    for (int i = 0; i < STATEMENTS; i++) {
      StringBuilder statement = new StringBuilder();
      while (statement.length() < STATEMENT_CHARS) {
        statement.append(' ').append(words[random.nextInt(WORDS)]);
      }
      statements[i] = statement.toString();
    }
  }

  /** An encoded request of that many records of that many bytes each. */
  byte[] request(int records, int recordBytes) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("com.acme.pay.TransferService"));
    for (int i = 0; i < records; i++) {
      if (i % OtlpRequest.RECORDS_OF_A_TRACE == 0) {
        account = random.nextInt(ACCOUNTS);
        tenantCode = random.nextInt(TENANT_CODES);
      }
      scope.addLogRecords(record(i, recordBytes));
    }
    Resource resource =
        Resource.newBuilder()
            .addAttributes(pair("service.name", "payments-" + random.nextInt(8)))
            .addAttributes(pair("service.instance.id", "pod-" + random.nextInt(16)))
            .addAttributes(pair("deployment.environment.name", "production"))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private LogRecord record(int index, int recordBytes) {
    boolean failed = random.nextInt(ERROR_ONE_IN) == 0;
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(OtlpRequest.PLACEHOLDER_NANOS)
            .setObservedTimeUnixNano(OtlpRequest.PLACEHOLDER_NANOS)
            .setSeverityNumberValue(failed ? ERROR : INFO)
            .setSeverityText(failed ? "ERROR" : "INFO")
            .setTraceId(ByteString.copyFrom(new byte[OtlpRequest.TRACE_ID_BYTES]))
            .setSpanId(ByteString.copyFrom(new byte[OtlpRequest.SPAN_ID_BYTES]))
            .addAttributes(pair("thread.name", "http-nio-8080-exec-" + index % 200))
            .addAttributes(pair("account_id", accountId(account)))
            .addAttributes(pair("tenant_code", tenantCode(tenantCode)))
            .addAttributes(pair("op_id", "op-" + Long.toHexString(random.nextLong() >>> 24)));
    if (failed) {
      log.addAttributes(pair("exception.type", EXCEPTIONS.get(random.nextInt(EXCEPTIONS.size()))));
      log.addAttributes(pair("exception.message", "no answer within 3000 ms"));
    }
    int statement = random.nextInt(STATEMENTS);
    String message = message(STEPS[statement % STEPS.length]);
    int without = log.setBody(text("")).build().getSerializedSize();
    log.setBody(text(filled(message, statements[statement], recordBytes - without)));
    return log.build();
  }

  private String message(String step) {
    String start =
        "%s of %d.%02d CNY done in %d ms, queue depth %d"
            .formatted(
                step,
                random.nextInt(90_000),
                random.nextInt(100),
                random.nextInt(400),
                random.nextInt(9));
    if (random.nextInt(PERSONAL_ONE_IN) != 0) {
      return start;
    }
    return start
        + (random.nextBoolean()
            ? ", notified 138" + (10_000_000 + random.nextInt(89_999_999))
            : ", card 4111111111111111");
  }

  /** The message, then whole words as far as they fit, then blanks. */
  private static String filled(String message, String words, int length) {
    int room = length - message.length();
    if (room <= 0) {
      return message;
    }
    String tail = words.substring(0, Math.max(0, words.lastIndexOf(' ', room)));
    return message + tail + " ".repeat(room - tail.length());
  }

  /** A word that occurs in the messages, for searches. */
  String word(int index) {
    return words[index % WORDS];
  }

  static String accountId(int number) {
    return "6217%012d".formatted(number);
  }

  static String tenantCode(int number) {
    return "T%03d".formatted(number);
  }

  /** What the error model calls an exception of these records. */
  static String errorCode(String exceptionType) {
    return Objects.requireNonNull(ERROR_CODES.get(exceptionType), exceptionType);
  }

  static List<String> errorCodes() {
    return ERROR_CODES.values().stream().sorted().toList();
  }

  List<byte[]> requests(int count, int records, int recordBytes) {
    List<byte[]> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      requests.add(request(records, recordBytes));
    }
    return requests;
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(text(value)).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }
}

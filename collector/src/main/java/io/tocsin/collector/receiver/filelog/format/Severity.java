package io.tocsin.collector.receiver.filelog.format;

/**
 * Names and numbers of levels to OTLP's severity numbers (logs data model, "Mapping of
 * SeverityNumber"). Numbers: syslog's 0 to 7 (GELF), Bunyan's and pino's 10 to 60, Logback's 5000
 * to 40000.
 */
final class Severity {
  static final int UNKNOWN = 0;
  private static final int TRACE = 1;
  private static final int DEBUG = 5;
  private static final int INFO = 9;
  private static final int NOTICE = 10;
  private static final int WARN = 13;
  private static final int ERROR = 17;
  private static final int FATAL = 21;
  private static final int[] SYSLOG = {FATAL, FATAL, FATAL, ERROR, WARN, NOTICE, INFO, DEBUG};
  private static final int LONGEST = 11;
  private static final int MOST_DIGITS = 6;

  private Severity() {}

  /** {@link #UNKNOWN} for what is no level. */
  static int of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 1 || length > LONGEST) {
      return UNKNOWN;
    }
    if (bytes[from] >= '0' && bytes[from] <= '9') {
      return ofNumber(bytes, from, to);
    }
    return switch (bytes[from] | 0x20) {
      case 't' -> is(bytes, from, to, "trace") || length == 1 ? TRACE : UNKNOWN;
      case 'd' -> is(bytes, from, to, "debug") || length == 1 ? DEBUG : UNKNOWN;
      case 'i' ->
          is(bytes, from, to, "info") || is(bytes, from, to, "information") || length == 1
              ? INFO
              : UNKNOWN;
      case 'n' -> is(bytes, from, to, "notice") ? NOTICE : UNKNOWN;
      case 'w' ->
          is(bytes, from, to, "warn") || is(bytes, from, to, "warning") || length == 1
              ? WARN
              : UNKNOWN;
      case 'e' ->
          is(bytes, from, to, "error") || is(bytes, from, to, "err") || length == 1
              ? ERROR
              : is(bytes, from, to, "emerg") || is(bytes, from, to, "emergency") ? FATAL : UNKNOWN;
      case 's' -> is(bytes, from, to, "severe") ? ERROR : UNKNOWN;
      case 'f' -> ofF(bytes, from, to);
      case 'c' ->
          is(bytes, from, to, "config")
              ? INFO
              : is(bytes, from, to, "critical") || is(bytes, from, to, "crit") ? FATAL : UNKNOWN;
      case 'a' -> is(bytes, from, to, "alert") ? FATAL : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static int ofF(byte[] bytes, int from, int to) {
    if (is(bytes, from, to, "fatal") || to - from == 1) {
      return FATAL;
    }
    if (is(bytes, from, to, "fine")) {
      return DEBUG;
    }
    return is(bytes, from, to, "finer") || is(bytes, from, to, "finest") ? TRACE : UNKNOWN;
  }

  private static int ofNumber(byte[] bytes, int from, int to) {
    if (to - from > MOST_DIGITS) {
      return UNKNOWN;
    }
    int value = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return UNKNOWN;
      }
      value = value * 10 + bytes[at] - '0';
    }
    if (value < SYSLOG.length) {
      return SYSLOG[value];
    }
    if (value >= 1_000) {
      return ofLogback(value / 100);
    }
    return switch (value / 10) {
      case 1 -> TRACE;
      case 2 -> DEBUG;
      case 3 -> INFO;
      case 4 -> WARN;
      case 5 -> ERROR;
      case 6 -> FATAL;
      default -> UNKNOWN;
    };
  }

  private static int ofLogback(int hundreds) {
    return switch (hundreds) {
      case 50 -> TRACE;
      case 100 -> DEBUG;
      case 200 -> INFO;
      case 300 -> WARN;
      case 400 -> ERROR;
      default -> UNKNOWN;
    };
  }

  private static boolean is(byte[] bytes, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

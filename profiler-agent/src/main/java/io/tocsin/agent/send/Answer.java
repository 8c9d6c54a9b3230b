package io.tocsin.agent.send;

/** The part of an HTTP answer that decides what happens next. */
final class Answer {
  /** No Retry-After in the answer. */
  static final long NO_ADVICE = -1;

  final int status;
  final long retryAfterMillis;

  Answer(int status, long retryAfterMillis) {
    this.status = status;
    this.retryAfterMillis = retryAfterMillis;
  }

  boolean delivered() {
    return status >= 200 && status < 300;
  }

  boolean unauthorized() {
    return status == 401 || status == 403;
  }

  /** The statuses that OTLP/HTTP lets a client send again after; any other refusal is final. */
  boolean tryAgain() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }
}

package io.tocsin.bot.exchange;

import org.springframework.http.HttpHeaders;

/** An answer other than 2xx, on its way out of a declared call. */
final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient HttpHeaders headers;
  private final transient byte[] body;

  StatusException(int status, HttpHeaders headers, byte[] body) {
    super("HTTP " + status, null, false, false);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  HttpHeaders headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}

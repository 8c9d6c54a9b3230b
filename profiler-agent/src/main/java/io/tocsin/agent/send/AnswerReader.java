package io.tocsin.agent.send;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;

/** Reads the head of an HTTP/1.1 answer; its body is not needed. At most 64 kB are read. */
final class AnswerReader {
  private static final int MAX_BYTES = 1 << 16;

  private final InputStream in;
  private int read;

  AnswerReader(InputStream in) {
    this.in = in;
  }

  Answer read(Instant now) throws IOException {
    int status;
    long retryAfter;
    do {
      status = status(line());
      retryAfter = Answer.NO_ADVICE;
      for (String header = line(); !header.isEmpty(); header = line()) {
        int colon = header.indexOf(':');
        if (colon > 0
            && header.substring(0, colon).toLowerCase(Locale.ROOT).equals("retry-after")) {
          retryAfter = RetryAfter.millis(header.substring(colon + 1), now);
        }
      }
      // 1xx announces the answer proper.
    } while (status < 200);
    return new Answer(status, retryAfter);
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length >= 2 && parts[0].startsWith("HTTP/1.") && parts[1].matches("[1-5]\\d\\d")) {
      return Integer.parseInt(parts[1]);
    }
    throw new IOException("not an HTTP answer");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the answer ended early");
      }
      if (++read > MAX_BYTES) {
        throw new IOException("the head of the answer is longer than " + MAX_BYTES + " bytes");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}

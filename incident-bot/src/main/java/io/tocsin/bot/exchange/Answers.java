package io.tocsin.bot.exchange;

import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.ResourceAccessException;

/**
 * What a status other than 2xx, or none at all, lets the caller assume.
 *
 * <ul>
 *   <li>429, and 403 or 503 with a time to wait: it did nothing and asks to wait. GitHub says 403
 *       for its limits, with Retry-After or with the second at which its next hour begins.
 *   <li>401, 403, 404, 405, 410, 3xx: nothing was done, because somebody has set something up
 *       wrong; once that is put right the request is as good as before.
 *   <li>Other 4xx: this request is wrong and stays so, unless its body says otherwise.
 *   <li>Other 5xx, 503 without Retry-After among them: something behind a proxy may have done it.
 * </ul>
 */
final class Answers {
  private static final int MAX_TEXT = 300;

  private final Site site;
  private final InstantSource clock;

  Answers(Site site, InstantSource clock) {
    this.site = site;
    this.clock = clock;
  }

  TrackerException failure(StatusException answer) {
    int status = answer.status();
    Duration wait = wait(answer.headers());
    String reason = answer.headers().getFirst("RateLimit-Reason");
    String said =
        "HTTP "
            + status
            + ": "
            + (reason == null ? "" : reason + ", ")
            + cut(site.words().apply(answer.body()));
    if (status == 429 || (status == 503 || status == 403) && wait != null) {
      boolean ofOneTicket = reason != null && reason.contains("per-issue");
      return new TrackerException(Outcome.NOT_NOW, said, wait, ofOneTicket, null);
    }
    return switch (status) {
      case 401 -> misconfigured(site.what() + " does not know the token", said);
      case 403 -> misconfigured("the token may not do this", said);
      case 404, 405, 410 -> misconfigured(site.what() + " is not at this address", said);
      default -> {
        if (status < 400) {
          yield misconfigured(site.what() + " points elsewhere", said);
        }
        yield status < 500
            ? new TrackerException(Outcome.REFUSED, said, wait, null)
            : new TrackerException(Outcome.UNKNOWN, said, null, null);
      }
    };
  }

  private @Nullable Duration wait(HttpHeaders headers) {
    String asked = headers.getFirst("Retry-After");
    if (asked == null) {
      // Feishu's, in seconds (Feishu, "频控策略").
      asked = headers.getFirst("x-ogw-ratelimit-reset");
    }
    if (asked != null) {
      return retryAfter(asked);
    }
    String reset = headers.getFirst("X-RateLimit-Reset");
    return reset != null && "0".equals(headers.getFirst("X-RateLimit-Remaining"))
        ? until(reset)
        : null;
  }

  /**
   * @param epochSeconds as text; null for what is no number
   */
  private @Nullable Duration until(String epochSeconds) {
    try {
      Instant then = Instant.ofEpochSecond(Long.parseLong(epochSeconds.strip()));
      Duration wait = Duration.between(clock.instant(), then);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (NumberFormatException | DateTimeException notATime) {
      return null;
    }
  }

  private TrackerException misconfigured(String what, String said) {
    return new TrackerException(
        Outcome.NOT_NOW,
        what + "; check url and token of " + site.settings() + " (" + said + ")",
        null,
        null);
  }

  TrackerException noAnswer(ResourceAccessException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnresolvedAddressException) {
        return new TrackerException(
            Outcome.NOT_NOW,
            "cannot connect to " + site.base() + "; check " + site.settings() + ".url",
            null,
            e);
      }
      if (cause instanceof HeldBackBody.TooLateException) {
        return new TrackerException(Outcome.UNKNOWN, String.valueOf(cause.getMessage()), null, e);
      }
    }
    Throwable cause = e.getMostSpecificCause();
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new TrackerException(
        Outcome.UNKNOWN,
        said.startsWith("no answer") ? said : "the connection broke before an answer: " + said,
        null,
        e);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + '…';
  }

  /** RFC 9110, section 10.2.3: seconds or a date; null where it is neither. */
  private @Nullable Duration retryAfter(String text) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text.strip())));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant then =
            ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        Duration wait = Duration.between(clock.instant(), then);
        return wait.isNegative() ? Duration.ZERO : wait;
      } catch (DateTimeException notADate) {
        return null;
      }
    }
  }
}

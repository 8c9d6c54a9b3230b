package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.tracker.builtin.TicketJson.Problem;
import io.tocsin.model.ticket.TrackerException;
import io.tocsin.model.ticket.TrackerException.Outcome;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What a status other than 2xx lets the caller assume.
 *
 * <ul>
 *   <li>429, and 503 with Retry-After: it did nothing and asks to wait.
 *   <li>401, 403, 404, 405, 3xx: nothing was done, because somebody has set something up wrong;
 *       once that is put right the request is as good as before.
 *   <li>Other 4xx: this request is wrong and stays so.
 *   <li>Other 5xx, 503 without Retry-After among them: something behind a proxy may have done it.
 * </ul>
 */
final class TrackerAnswers {
  private static final int MAX_TEXT = 300;

  private TrackerAnswers() {}

  static TrackerException failure(HttpResponse<byte[]> answer, InstantSource clock) {
    int status = answer.statusCode();
    Duration wait =
        answer
            .headers()
            .firstValue("Retry-After")
            .map(text -> retryAfter(text, clock))
            .orElse(null);
    String said = "HTTP " + status + ": " + said(answer.body());
    if (status == 429 || status == 503 && wait != null) {
      return new TrackerException(Outcome.NOT_NOW, said, wait, null);
    }
    return switch (status) {
      case 401 -> misconfigured("the tracker does not know the token", said);
      case 403 -> misconfigured("the token may not do this", said);
      case 404, 405 -> misconfigured("the tracker is not at this address", said);
      default -> {
        if (status < 400) {
          yield misconfigured("the tracker points elsewhere", said);
        }
        yield new TrackerException(
            status < 500 ? Outcome.REFUSED : Outcome.UNKNOWN, said, null, null);
      }
    };
  }

  private static TrackerException misconfigured(String what, String said) {
    return new TrackerException(
        Outcome.NOT_NOW, what + "; check tracker.url and tracker.token (" + said + ")", null, null);
  }

  private static String said(byte[] body) {
    try {
      return cut(TicketJson.MAPPER.readValue(body, Problem.class).told());
    } catch (JacksonException notOurs) {
      return cut(new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + '…';
  }

  /** RFC 9110, section 10.2.3: seconds or a date; null where it is neither. */
  private static @Nullable Duration retryAfter(String text, InstantSource clock) {
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

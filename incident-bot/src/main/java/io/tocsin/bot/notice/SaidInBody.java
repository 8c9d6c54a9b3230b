package io.tocsin.bot.notice;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the codes mean that a channel says in the body of an answer: robots with status 200, Feishu
 * with 400, too. A code that is not listed is a refusal, or whatever its status says.
 *
 * @param who as reasons name it: "WeCom"
 * @param settings what of its section people are to look at
 * @param codes names of the code's field, the newest first
 * @param words name of the field that tells it to people
 * @param tooMany of late: nothing was sent
 * @param tooManyAfter how long it then takes none where it does not say; null for our own wait
 * @param busy nothing was sent, and the next attempt may work
 * @param misconfigured nothing was sent until people put something right
 */
public record SaidInBody(
    String who,
    String settings,
    List<String> codes,
    String words,
    Set<Integer> tooMany,
    @Nullable Duration tooManyAfter,
    Set<Integer> busy,
    Set<Integer> misconfigured) {
  /** A code that no channel has. */
  private static final int NONE = Integer.MIN_VALUE;

  /** Returns where the message was taken. */
  public void require(Answer answer) throws DeliveryException {
    int code = code(answer);
    if (code == 0 && answer.failure() == null) {
      return;
    }
    if (misconfigured.contains(code)) {
      throw new DeliveryException(Outcome.NOT_NOW, said(answer) + "; check " + settings);
    }
    if (tooMany.contains(code)) {
      throw tooMany(answer);
    }
    if (busy.contains(code)) {
      throw new DeliveryException(Outcome.NOT_NOW, said(answer));
    }
    if (answer.failure() != null) {
      throw answer.failure();
    }
    throw code == NONE
        ? new DeliveryException(Outcome.UNKNOWN, "an answer that is not of " + who)
        : new DeliveryException(Outcome.REFUSED, said(answer));
  }

  /** For a code that means it only sometimes. */
  public DeliveryException tooMany(Answer answer) {
    DeliveryException failure = answer.failure();
    Duration asked = failure == null ? null : failure.retryAfter();
    return new DeliveryException(
        Outcome.NOT_NOW, said(answer), asked == null ? tooManyAfter : asked, null);
  }

  public int code(Answer answer) {
    return codes.stream()
        .filter(answer.body()::has)
        .findFirst()
        .map(field -> answer.body().path(field).asInt(NONE))
        .orElse(NONE);
  }

  /** As the channel tells it to people. */
  public String words(Answer answer) {
    return Words.line(answer.body().path(words).asString(""), 300);
  }

  private String said(Answer answer) {
    return who + " says " + code(answer) + ": " + words(answer);
  }
}

package io.tocsin.bot.notice;

import io.tocsin.bot.notice.DeliveryException.Outcome;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the codes mean that a channel says in the body of an answer with status 200.
 *
 * @param who as reasons name it: "WeCom"
 * @param settings name of its section
 * @param later too many of late, or busy: nothing was sent
 * @param misconfigured nothing was sent, because a setting is wrong
 * @param unknown it failed within: nobody knows
 * @param laterAfter what to wait where it says "later" without a time; null for our own
 */
public record SaidInBody(
    String who,
    String settings,
    Set<Integer> later,
    Set<Integer> misconfigured,
    Set<Integer> unknown,
    @Nullable Duration laterAfter) {
  /**
   * Returns where the code is 0; any code that is not listed is a refusal.
   *
   * @param said beside the code
   */
  public void require(int code, String said) throws DeliveryException {
    if (code == 0) {
      return;
    }
    String text = who + " says " + code + ": " + Words.line(said, 300);
    if (misconfigured.contains(code)) {
      throw new DeliveryException(Outcome.NOT_NOW, text + "; check " + settings);
    }
    if (later.contains(code)) {
      throw new DeliveryException(Outcome.NOT_NOW, text, laterAfter, null);
    }
    throw new DeliveryException(unknown.contains(code) ? Outcome.UNKNOWN : Outcome.REFUSED, text);
  }
}

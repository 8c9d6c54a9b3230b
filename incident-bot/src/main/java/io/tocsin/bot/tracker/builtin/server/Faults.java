package io.tocsin.bot.tracker.builtin.server;

import org.jspecify.annotations.Nullable;

/**
 * What the tracker is told to do wrong, as {@code PUT /api/v1/faults} carries it; absent is none.
 * Creates, changes and searches by key are affected; counting (the list without a key), reading one
 * ticket and the faults themselves never are, so that a test can see the truth.
 *
 * @param loseAnswers share (0 to 1) of creates and changes that are done and then not answered: the
 *     connection is dropped
 * @param loseNext the next so many are lost for sure
 * @param stallMs milliseconds that each affected call takes longer
 * @param stallBefore stalls before the work is done instead of after it: the caller may have given
 *     up when it happens
 * @param staleSearchSeconds a search by key does not see tickets younger than this
 * @param refuse status to answer with, nothing done; 0 for none
 * @param refuseNext for how many calls; 0 until told otherwise
 * @param retryAfterSeconds sent with a refusal; 0 to leave the header out
 * @param seed makes the share repeatable
 */
public record Faults(
    double loseAnswers,
    int loseNext,
    long stallMs,
    boolean stallBefore,
    long staleSearchSeconds,
    int refuse,
    int refuseNext,
    int retryAfterSeconds,
    long seed) {
  public static final Faults NONE = new Faults(0, 0, 0, false, 0, 0, 0, 0, 0);
  private static final long MAX_STALL_MS = 600_000;

  /** What is wrong with these; null where nothing is. */
  @Nullable String problem() {
    if (!(loseAnswers >= 0 && loseAnswers <= 1)) {
      return "lose_answers: " + loseAnswers + " (expected: 0 to 1)";
    }
    if (loseNext < 0 || refuseNext < 0 || retryAfterSeconds < 0 || staleSearchSeconds < 0) {
      return "a negative number (expected: 0 or more)";
    }
    if (stallMs < 0 || stallMs > MAX_STALL_MS) {
      return "stall_ms: " + stallMs + " (expected: 0 to " + MAX_STALL_MS + ")";
    }
    if (refuse != 0 && (refuse < 400 || refuse > 599)) {
      return "refuse: " + refuse + " (expected: 400 to 599)";
    }
    return null;
  }
}

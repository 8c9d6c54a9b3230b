package io.tocsin.bot.suspect;

import io.tocsin.bot.source.Commit;

/**
 * A commit that changes a method's code.
 *
 * @param order 0 for the newest of the history
 * @param told which lines, of its own version of the file
 */
record Touch(Commit commit, int order, String codeBefore, String codeAfter, String told) {
  /** Whether it takes back what the other did. */
  boolean undoes(Touch other) {
    return codeAfter.equals(other.codeBefore) && codeBefore.equals(other.codeAfter);
  }
}

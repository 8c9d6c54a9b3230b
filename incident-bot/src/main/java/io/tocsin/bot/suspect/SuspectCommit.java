package io.tocsin.bot.suspect;

import java.time.Instant;

/**
 * The commit that most likely did it.
 *
 * @param commit whole id
 * @param author "Name &lt;address&gt;" by the mailmap
 * @param file path in the repository, as the newer version has it
 * @param line of that file that it changed, from 1: the first in the method; 0 where none is left
 * @param because why this one, in one sentence
 */
public record SuspectCommit(
    Reach reach,
    String commit,
    String author,
    String subject,
    String file,
    Instant committed,
    int line,
    String because) {
  /** How near to the method it changes something, the nearest first. */
  public enum Reach {
    METHOD,
    /** Something that the method calls, as the profile saw. */
    CALLEE,
    SAME_FILE
  }
}

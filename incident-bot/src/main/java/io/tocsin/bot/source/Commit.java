package io.tocsin.bot.source;

import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit of a history.
 *
 * @param author as the commit names them, before the mailmap
 * @param subject first line of its message
 * @param merge it has more than one parent: what it changes, others of the history have changed
 */
public record Commit(
    ObjectId id,
    Mailmap.Person author,
    Mailmap.Person committer,
    String subject,
    Instant committed,
    boolean merge) {
  private static final int ABBREVIATED = 8;

  public String abbreviated() {
    return id.abbreviate(ABBREVIATED).name();
  }
}

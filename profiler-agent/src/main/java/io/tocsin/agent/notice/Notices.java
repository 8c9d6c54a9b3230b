package io.tocsin.agent.notice;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * One line on standard error for each kind of trouble, and never a second one: a service's log is
 * not ours to fill.
 */
public final class Notices {
  private final Set<String> said = Collections.synchronizedSet(new HashSet<String>());

  /**
   * @param kind names the trouble; the text of its first time is the one that people see
   */
  public void sayOnce(String kind, String text) {
    if (said.add(kind)) {
      System.err.println("[tocsin-agent] " + text.replace('\r', ' ').replace('\n', ' '));
    }
  }
}

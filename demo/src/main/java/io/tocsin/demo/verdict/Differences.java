package io.tocsin.demo.verdict;

import io.tocsin.demo.plan.Author;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one ticket says otherwise than it must. */
final class Differences {
  /** As few digits of a commit as git shows. */
  static final int SHORT_COMMIT = 7;

  private final Found ticket;
  private final List<Mismatch> all = new ArrayList<>();

  Differences(Found ticket) {
    this.ticket = ticket;
  }

  List<Mismatch> all() {
    return all;
  }

  void same(String what, String expected, @Nullable String found) {
    if (!Objects.equals(expected, found)) {
      wrong(what, expected, found);
    }
  }

  void author(String what, Author expected, @Nullable String found) {
    if (found == null || !expected.isMeantBy(found)) {
      wrong(what, expected.name(), found);
    }
  }

  void some(String what, @Nullable String found) {
    if (found == null || found.isBlank()) {
      wrong(what, "some", null);
    }
  }

  /** In the ticket's text. */
  void told(String what, String expected) {
    if (!ticket.text().contains(expected)) {
      wrong(what + " in the text", expected, null);
    }
  }

  private void wrong(String what, String expected, @Nullable String found) {
    all.add(new Mismatch.Wrong(ticket.ticketId(), what, expected, found));
  }
}

package io.tocsin.demo.verdict;

import org.jspecify.annotations.Nullable;

/** One way in which the tickets are not what was planned. */
public sealed interface Mismatch {
  /** One line for people. */
  String text();

  record Missing(Expected expected) implements Mismatch {
    @Override
    public String text() {
      return "fault %d, %s in %s, has no ticket"
          .formatted(expected.number(), expected.kind(), expected.method());
    }
  }

  record Extra(String ticketId, String title) implements Mismatch {
    @Override
    public String text() {
      return "%s belongs to no planned fault: %s".formatted(ticketId, title);
    }
  }

  record Alarm(String incident, String kind) implements Mismatch {
    @Override
    public String text() {
      return "%s, %s, was opened though nothing went wrong".formatted(incident, kind);
    }
  }

  record Duplicate(int fault, String ticketId) implements Mismatch {
    @Override
    public String text() {
      return "%s is another ticket of fault %d".formatted(ticketId, fault);
    }
  }

  /**
   * @param found null where the ticket says nothing
   */
  record Wrong(String ticketId, String what, String expected, @Nullable String found)
      implements Mismatch {
    @Override
    public String text() {
      return "%s: %s is %s (expected: %s)"
          .formatted(ticketId, what, found == null ? "absent" : found, expected);
    }
  }
}

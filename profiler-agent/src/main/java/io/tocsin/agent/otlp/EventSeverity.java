package io.tocsin.agent.otlp;

/** The two severities that the agent's events have, with their numbers on the wire. */
public enum EventSeverity {
  ERROR(17),
  FATAL(21);

  private final int number;

  EventSeverity(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

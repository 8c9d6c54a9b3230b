package io.tocsin.agent.config;

/** A setting without which the agent cannot work. The message names key, value and expectation. */
public final class BadSettingException extends Exception {
  private static final long serialVersionUID = 1L;

  BadSettingException(String message) {
    super(message);
  }

  /** The message alone: a person reads it. */
  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}

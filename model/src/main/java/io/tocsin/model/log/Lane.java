package io.tocsin.model.log;

/** Two lanes with own segments and limits: urgent is accepted while bulk refuses. */
public enum Lane {
  /** Crash events, ERROR and above. */
  URGENT,
  BULK
}

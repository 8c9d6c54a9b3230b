package io.tocsin.model.effect;

/** It cannot be told whether something was done: whoever asks may ask again. */
public final class EffectsAwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EffectsAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}

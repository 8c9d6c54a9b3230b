package io.tocsin.web.assembly;

/** A command that cannot do its work, in words that say what to do next. */
final class CannotRunException extends RuntimeException {
  CannotRunException(String message) {
    super(message);
  }
}

package io.tocsin.web.signin;

import org.springframework.security.core.AuthenticationException;

/** Too many attempts, or too many at once: the password was not looked at. */
final class TryLaterException extends AuthenticationException {
  TryLaterException(String message) {
    super(message);
  }
}

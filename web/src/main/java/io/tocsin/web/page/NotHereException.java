package io.tocsin.web.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Nothing there that this viewer may see: another tenant's answers the same as nobody's. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotHereException extends RuntimeException {
  public NotHereException(String what) {
    super(what);
  }
}

package io.tocsin.web.signin;

import io.tocsin.web.page.Viewer;
import java.util.Optional;

/** Tokens of the REST API. Implementations compare in constant time. */
public interface ApiTokens {
  Optional<Viewer> holder(String token);

  /** Of a token that only sends: what comes with it is taken in, nothing is shown. */
  Optional<Viewer> sender(String token);
}

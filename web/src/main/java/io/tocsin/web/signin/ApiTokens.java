package io.tocsin.web.signin;

import io.tocsin.web.page.Viewer;
import java.util.Optional;

/** Bearer tokens of the REST API. Implementations compare in constant time. */
public interface ApiTokens {
  Optional<Viewer> holder(String token);
}

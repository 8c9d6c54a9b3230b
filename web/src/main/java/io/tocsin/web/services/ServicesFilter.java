package io.tocsin.web.services;

import io.tocsin.web.page.Link;

/** Which services a list shows, as it stands in the address. */
public record ServicesFilter(String environment) {
  public Link inEnvironment(String other) {
    return Link.to("/services").and("environment", other);
  }
}

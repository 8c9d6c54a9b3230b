package io.tocsin.web.page;

import io.tocsin.model.TenantId;
import io.tocsin.model.access.Role;
import java.security.Principal;

/**
 * Who is asking. The tenant of every query comes from here, never from the request.
 *
 * @param name the person's, or the API token's
 */
public record Viewer(String name, TenantId tenant, Role role) implements Principal {
  @Override
  public String getName() {
    return name;
  }

  public boolean may(Role needed) {
    return role.compareTo(needed) >= 0;
  }
}

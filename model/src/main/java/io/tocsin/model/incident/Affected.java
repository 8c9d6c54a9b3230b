package io.tocsin.model.incident;

import java.util.List;

/**
 * Some of those that an incident touched, by name; how many there are is in {@link BlastRadius}.
 *
 * @param accounts tokens, in the order of their text
 * @param tenantCodes customer organisations, in the order of their text
 */
public record Affected(List<String> accounts, List<String> tenantCodes) {
  public static final Affected NOBODY = new Affected(List.of(), List.of());

  public Affected {
    accounts = List.copyOf(accounts);
    tenantCodes = List.copyOf(tenantCodes);
  }
}

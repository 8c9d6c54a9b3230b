package io.tocsin.model.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the answers to a query.
 *
 * @param total how many there are in all, exact unless {@code totalIsLowerBound}
 * @param next cursor for the page after this one; null on the last
 */
public record Page<T>(List<T> items, long total, boolean totalIsLowerBound, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> empty() {
    return new Page<>(List.of(), 0, false, null);
  }
}

package io.tocsin.web.tickets;

import io.tocsin.model.effect.EffectState;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Pager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page of tickets shows.
 *
 * @param state one of {@link #STATES}
 */
public record TicketFilter(String state, int page, int size) {
  public static final List<String> STATES = List.of("all", "waiting", "refused", "filed");

  private static final Map<String, Set<EffectState>> IN =
      Map.of(
          "all", Set.of(),
          "waiting", EffectState.OPEN,
          "refused", Set.of(EffectState.REFUSED),
          "filed", Set.of(EffectState.CONFIRMED));

  static TicketFilter of(@Nullable String state, @Nullable String page, @Nullable String size) {
    return new TicketFilter(
        state != null && IN.containsKey(state) ? state : "all", Pager.page(page), Pager.size(size));
  }

  Set<EffectState> states() {
    return IN.getOrDefault(state, Set.of());
  }

  public Link inState(String other) {
    return Link.to("/tickets")
        .and("state", other.equals("all") ? null : other)
        .and("size", size == Pager.SIZE ? null : Integer.toString(size));
  }

  Link self() {
    return inState(state);
  }
}

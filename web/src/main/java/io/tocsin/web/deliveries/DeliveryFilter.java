package io.tocsin.web.deliveries;

import io.tocsin.model.effect.EffectState;
import io.tocsin.web.page.Link;
import io.tocsin.web.page.Pager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page of deliveries shows.
 *
 * @param state one of {@link #STATES}
 * @param channel empty for all
 */
public record DeliveryFilter(String state, String channel, int page, int size) {
  public static final List<String> STATES =
      List.of("all", "waiting", "refused", "delivered", "idle");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Map<String, Set<EffectState>> IN =
      Map.of(
          "all", Set.of(),
          "waiting", Set.of(EffectState.INTENT, EffectState.SENT, EffectState.UNKNOWN),
          "refused", Set.of(EffectState.REFUSED),
          "delivered", Set.of(EffectState.CONFIRMED),
          "idle", Set.of(EffectState.NOT_NEEDED));

  static DeliveryFilter of(
      @Nullable String state,
      @Nullable String channel,
      @Nullable String page,
      @Nullable String size) {
    return new DeliveryFilter(
        state != null && IN.containsKey(state) ? state : "all",
        channel != null && NAME.matcher(channel).matches() ? channel : "",
        Pager.page(page),
        Pager.size(size));
  }

  Set<EffectState> states() {
    return IN.getOrDefault(state, Set.of());
  }

  public Link inState(String other) {
    return link(other, channel);
  }

  public Link onChannel(String other) {
    return link(state, other);
  }

  Link self() {
    return link(state, channel);
  }

  private Link link(String inState, String onChannel) {
    return Link.to("/deliveries")
        .and("state", inState.equals("all") ? null : inState)
        .and("channel", onChannel)
        .and("size", size == Pager.SIZE ? null : Integer.toString(size));
  }
}

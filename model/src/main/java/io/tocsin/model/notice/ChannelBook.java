package io.tocsin.model.notice;

import io.tocsin.model.TenantId;
import java.util.List;

/** How channels are, for all processes that send on them and for pages. */
public interface ChannelBook {
  /** {@link ChannelState#unused} where nothing is known. */
  ChannelState state(TenantId tenant, String channel);

  void put(ChannelState state);

  /** All that were ever used, by name. */
  List<ChannelState> states(TenantId tenant);
}

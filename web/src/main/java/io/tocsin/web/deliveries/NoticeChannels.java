package io.tocsin.web.deliveries;

import io.tocsin.model.TenantId;
import java.util.List;

/** The channels that the settings name. */
public interface NoticeChannels {
  /**
   * @param name in the settings
   * @param kind such as "slack"
   */
  record Named(String name, String kind) {}

  /** In the order of the settings. */
  List<Named> of(TenantId tenant);

  /** Looks for what is due at once, where this process sends. */
  void ring();
}

package io.tocsin.bot.backtest;

import io.tocsin.model.TenantId;
import io.tocsin.model.incident.IncidentStore;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.release.Release;
import io.tocsin.model.signal.SignalHistory;
import java.util.List;

/**
 * What is known of the past; nothing of it can be written.
 *
 * @param signals as they were seen
 * @param incidents as they are now, with what happened to them
 */
public record History(
    SignalHistory signals, IncidentStore incidents, Silences silences, Releases releases) {
  /** All that are kept, expired ones too. */
  public interface Silences {
    List<Silence> of(TenantId tenant);
  }

  /** The one that was seen last first. */
  public interface Releases {
    List<Release> of(TenantId tenant, String service, String environment, int limit);
  }
}

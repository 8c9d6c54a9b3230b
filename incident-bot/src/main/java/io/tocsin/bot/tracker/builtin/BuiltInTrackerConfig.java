package io.tocsin.bot.tracker.builtin;

import io.tocsin.bot.exchange.Site;
import io.tocsin.bot.exchange.TrackerConfig;
import io.tocsin.model.config.Secret;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the built-in tracker is, and what is known of its ways. */
public record BuiltInTrackerConfig(
    @Setting(doc = "Base address of the tracker.", def = "http://127.0.0.1:8481") URI url,
    @Setting(doc = "Token that the tracker asks for. Absent: the one in the data folder.")
        @Nullable Secret token,
    @Setting(doc = "How long connecting may take; nothing was sent when it ends.", def = "1s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long one request may take, connecting included. When it ends nobody knows"
                    + " whether the tracker did it.",
            def = "5s")
        Duration requestTimeout,
    @Setting(
            doc =
                "How long the tracker's search may lag behind its writes. Before a ticket is sent"
                    + " a second time, it is looked for until at least this long after the first.",
            def = "5s")
        Duration indexLag)
    implements TrackerConfig {
  public BuiltInTrackerConfig {
    Site.require(url, connectTimeout, requestTimeout, indexLag);
  }
}

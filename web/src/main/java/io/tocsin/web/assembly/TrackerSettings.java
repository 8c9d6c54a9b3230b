package io.tocsin.web.assembly;

import io.tocsin.bot.tracker.builtin.server.TrackerServerConfig;
import io.tocsin.model.config.Setting;

/** {@code tracker}: the built-in tracker, for those who have no other. */
record TrackerSettings(
    @Setting(
            doc =
                "Whether `up` starts the built-in tracker beside the server, as a process of its"
                    + " own that ends with it.",
            def = "true")
        boolean spawn,
    @Setting(doc = "What the tracker's process listens on and allows.")
        TrackerServerConfig server) {}

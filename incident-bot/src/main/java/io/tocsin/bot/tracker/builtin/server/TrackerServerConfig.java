package io.tocsin.bot.tracker.builtin.server;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import org.jspecify.annotations.Nullable;

/** The built-in tracker's own process. */
public record TrackerServerConfig(
    @Setting(doc = "Address to listen on; loopback unless told otherwise.", def = "127.0.0.1")
        String host,
    @Setting(doc = "Port to listen on; 0 takes a free one.", def = "8481") int port,
    @Setting(doc = "Where people open a ticket; its id is added. Absent: the tracker's own API.")
        @Nullable String publicUrl,
    @Setting(doc = "Largest request body in bytes; more is answered with 413.", def = "262144")
        int maxBodyBytes,
    @Setting(
            doc = "Largest file beside a ticket in bytes; more is answered with 413.",
            def = "4194304")
        int maxAttachmentBytes,
    @Setting(doc = "Files beside a ticket at most; more are answered with 400.", def = "50")
        int maxAttachments,
    @Setting(
            doc = "Connections at a time; at the limit new ones wait in the system's queue.",
            def = "256")
        int maxConnections,
    @Setting(doc = "Threads at most; requests beyond wait.", def = "32") int maxThreads,
    @Setting(
            doc =
                "Lets a client with the token order lost answers, stalls, refusals and stale"
                    + " searches through /api/v1/faults. For tests of what files tickets.",
            def = "false")
        boolean faults) {
  public TrackerServerConfig {
    if (host.isBlank()) {
      throw new InvalidSettingException("host", "empty", "a name or address");
    }
    requireRange("port", port, 0, 65_535);
    requireRange("max_body_bytes", maxBodyBytes, 65_536, 16_777_216);
    requireRange("max_attachment_bytes", maxAttachmentBytes, 1_024, 67_108_864);
    requireRange("max_attachments", maxAttachments, 1, 10_000);
    requireRange("max_connections", maxConnections, 1, 65_536);
    requireRange("max_threads", maxThreads, 8, 1_024);
  }
}

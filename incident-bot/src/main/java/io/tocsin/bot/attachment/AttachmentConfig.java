package io.tocsin.bot.attachment;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** {@code bot.attachments}. */
public record AttachmentConfig(
    @Setting(
            doc =
                "Files attached to a ticket at most, the telling ones first: the crash report, the"
                    + " profile's picture and page, the log excerpt, the trace. 0: none.",
            def = "6")
        int maxFiles,
    @Setting(
            doc =
                "Largest file in bytes. Texts are cut there and say so, a trace loses its last"
                    + " spans, a picture its smallest frames.",
            def = "524288")
        int maxFileBytes,
    @Setting(
            doc =
                "How long after an incident was opened its files are made at the earliest: lines"
                    + " and spans of its trace come in until then.",
            def = "10s")
        Duration after,
    @Setting(doc = "Log lines in the excerpt at most.", def = "500") int logLines,
    @Setting(doc = "Spans in the trace at most.", def = "500") int spans,
    @Setting(doc = "Frames in the profile's picture at most.", def = "2000") int flameNodes) {
  public AttachmentConfig {
    requireRange("max_files", maxFiles, 0, 20);
    requireRange("max_file_bytes", maxFileBytes, 16_384, 16_777_216);
    if (after.isNegative() || after.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new InvalidSettingException("after", after, "0s to 1m");
    }
    requireRange("log_lines", logLines, 1, 1_000);
    requireRange("spans", spans, 1, 1_000);
    requireRange("flame_nodes", flameNodes, 50, 20_000);
  }

  public static AttachmentConfig defaults() {
    return new AttachmentConfig(6, 524_288, Duration.ofSeconds(10), 500, 500, 2_000);
  }
}

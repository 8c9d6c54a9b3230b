package io.tocsin.collector.recording;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;

/** {@code collector.profiles}: how much one recording may hold. */
public record RecordingLimits(
    @Setting(
            doc =
                "Largest recording in bytes, as the agent cut it; a larger one is refused with 413.",
            def = "8388608")
        int maxRecordingBytes,
    @Setting(doc = "Recordings in one request; a request with more is malformed.", def = "64")
        int maxPerRequest,
    @Setting(
            doc =
                "Samples read from one recording; the rest of it is left out of the merged stacks,"
                    + " and counted.",
            def = "200000")
        int maxSamples,
    @Setting(
            doc =
                "Frames of one stack that are kept, from the method that ran outward; a stack cut"
                    + " short says so at its root.",
            def = "512")
        int maxStackDepth) {
  public RecordingLimits {
    requireRange("max_recording_bytes", maxRecordingBytes, 1_024, 1 << 28);
    requireRange("max_per_request", maxPerRequest, 1, 10_000);
    requireRange("max_samples", maxSamples, 1, 10_000_000);
    requireRange("max_stack_depth", maxStackDepth, 1, 2_048);
  }

  public static RecordingLimits defaults() {
    return new RecordingLimits(8 << 20, 64, 200_000, 512);
  }
}

package io.tocsin.bot.intake;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.bot.key.KeyConfig;
import io.tocsin.bot.key.KeyStrategy;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code bot.intake}: how a web hook that is sent twice is taken once. */
public record IntakeConfig(
    @Setting(
            doc =
                "How long it is remembered that a web hook was taken. The same one later is taken"
                    + " again.",
            def = "10m")
        Duration keep,
    @Setting(
            doc =
                "How long taking one may last. Until then the same one is answered with 503, later"
                    + " it is taken anew.",
            def = "30s")
        Duration lease,
    @Setting(
            doc =
                "Where it is remembered: `database`, for all processes and over restarts; `redis`,"
                    + " the same without a commit for each, named at storage.redis; or `memory` of"
                    + " the process that took it, which writes nothing.",
            def = "database")
        KeptIn keptIn,
    @Setting(doc = "Web hooks remembered in `memory` at most.", def = "100000") int memoryRows,
    @Setting(
            doc =
                "Fields that tell of the sending, not of what is sent: they never make another web"
                    + " hook. Paths as in `keys`.",
            def =
                "['**.sent_at', '**.sentAt', '**.delivery_id', '**.deliveryId', '**.request_id',"
                    + " '**.requestId', '**.attempt', '**.retry_count', '**.nonce']")
        List<String> leaveOut,
    @Setting(
            doc =
                "By what one is known, by the name of its format. Of those that are not named"
                    + " `prometheus` goes by nothing, because it sends the same again on purpose,"
                    + " and so does `datadog`, because its text, which users write, need not tell"
                    + " one firing from the next; all others go by their body.")
        Map<String, KeyConfig> keys) {
  private static final Set<String> BY_NOTHING = Set.of("prometheus", "datadog");

  /** Where it is remembered. */
  public enum KeptIn {
    DATABASE,
    REDIS,
    MEMORY
  }

  public IntakeConfig {
    leaveOut = List.copyOf(leaveOut);
    keys = Map.copyOf(keys);
    require("keep", keep, Duration.ofSeconds(1), Duration.ofDays(7));
    require("lease", lease, Duration.ofMillis(10), Duration.ofMinutes(10));
    requireRange("memory_rows", memoryRows, 1, 10_000_000);
    KeyConfig.requirePaths("leave_out", leaveOut);
  }

  /** What holds where nothing else is set. */
  public static IntakeConfig defaults() {
    return new IntakeConfig(
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        KeptIn.DATABASE,
        100_000,
        List.of(
            "**.sent_at",
            "**.sentAt",
            "**.delivery_id",
            "**.deliveryId",
            "**.request_id",
            "**.requestId",
            "**.attempt",
            "**.retry_count",
            "**.nonce"),
        Map.of());
  }

  /** Of a format's web hooks. */
  public KeyStrategy strategy(String format) {
    KeyConfig byDefault = BY_NOTHING.contains(format) ? KeyConfig.NOTHING : KeyConfig.BODY;
    return keys.getOrDefault(format, byDefault).strategy(leaveOut);
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }
}

package io.tocsin.storage.lucene;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.time.Duration;

/** Settings of the embedded document store. */
public record LuceneConfig(
    @Setting(
            doc =
                "How long logs and spans are kept after our collector got them. They go by whole"
                    + " UTC days, each once all of it is older.",
            def = "30d")
        Duration keepFor,
    @Setting(
            doc =
                "How old a search's view may be: what was written longer ago is found. Shorter"
                    + " makes searches under load slower.",
            def = "200ms")
        Duration refreshInterval,
    @Setting(
            doc =
                "The same for searches of the bot: lines for a new ticket's text, evidence. What a"
                    + " view is too old for, the ticket's later edit finds. Each new view costs about"
                    + " what writing the records since the last one did.",
            def = "2s")
        Duration evidenceRefreshInterval,
    @Setting(
            doc = "Memory for writes to one tenant and day, in MiB; beyond it they go to disk.",
            def = "16")
        int writeBufferMib,
    @Setting(
            doc =
                "Tenants and days that are open for writing at once. With more in use each change"
                    + " of one costs a commit.",
            def = "8")
        int maxWritingSlices,
    @Setting(doc = "Tenants and days that are held open for reading.", def = "64")
        int maxOpenSlices,
    @Setting(
            doc = "Totals of a search are exact up to this many; beyond it, a lower bound.",
            def = "10000")
        int exactTotals,
    @Setting(
            doc =
                "Characters of a message or of an exception's message that a search for words"
                    + " looks at. All of it is kept.",
            def = "16384")
        int searchedChars) {
  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(10);

  public LuceneConfig {
    if (keepFor.compareTo(Duration.ofDays(1)) < 0) {
      throw new InvalidSettingException("keep_for", keepFor, "1d or longer");
    }
    requireAge("refresh_interval", refreshInterval);
    requireAge("evidence_refresh_interval", evidenceRefreshInterval);
    requireRange("write_buffer_mib", writeBufferMib, 1, 2_047);
    requireRange("max_writing_slices", maxWritingSlices, 1, 1_024);
    requireRange("max_open_slices", maxOpenSlices, 1, 65_536);
    requireRange("exact_totals", exactTotals, 1, 100_000_000);
    requireRange("searched_chars", searchedChars, 0, 10_000_000);
  }

  private static void requireAge(String key, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST_REFRESH) > 0) {
      throw new InvalidSettingException(key, value, "0ms to 10s");
    }
  }

  public static LuceneConfig defaults() {
    return new LuceneConfig(
        Duration.ofDays(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        16,
        8,
        64,
        10_000,
        16_384);
  }
}

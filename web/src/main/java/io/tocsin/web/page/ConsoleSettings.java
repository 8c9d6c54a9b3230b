package io.tocsin.web.page;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings of the console and its API. */
public record ConsoleSettings(
    @Setting(
            doc =
                "Address at which people reach the console. Permalinks start with it; with https,"
                    + " cookies are sent over TLS only. Absent: http:// and web.endpoint.")
        @Nullable URI publicUrl,
    @Setting(doc = "A session that sees no request for this long ends.", def = "12h")
        Duration sessionIdle,
    @Setting(doc = "Failed sign-ins of one name from one address before both must wait.", def = "5")
        int signInAttempts,
    @Setting(
            doc = "Failed sign-ins from one address, whatever the names, before it must wait.",
            def = "50")
        int signInAttemptsPerAddress,
    @Setting(doc = "Over what time failed sign-ins are counted.", def = "15m")
        Duration signInWindow,
    @Setting(doc = "Passwords checked at the same time; one more is told to try again.", def = "4")
        int passwordChecks,
    @Setting(doc = "How long a one-time link lets its receiver in.", def = "7d")
        Duration invitationValid,
    @Setting(
            doc = "Open pages that are kept live; one more works, but has to be reloaded.",
            def = "200")
        int livePages,
    @Setting(doc = "How often incidents are compared with what live pages show.", def = "1s")
        Duration liveSweep,
    @Setting(doc = "How far back logs and traces can be searched.", def = "90d")
        Duration searchBack,
    @Setting(doc = "Log lines and spans shown of one trace, at most.", def = "500")
        int traceRecords,
    @Setting(
            doc =
                "Frames of one flame graph, at most; the smallest beyond it are drawn as one per"
                    + " caller.",
            def = "200000")
        int flameNodes,
    @Setting(doc = "Lines of one export of the audit journal, at most.", def = "1000000")
        int exportLines) {

  public ConsoleSettings {
    if (publicUrl != null
        && (publicUrl.getHost() == null
            || !("http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme())))) {
      throw new InvalidSettingException("public_url", publicUrl, "http:// or https:// and a host");
    }
    requireDuration("session_idle", sessionIdle, Duration.ofMinutes(1), Duration.ofDays(30));
    InvalidSettingException.requireRange("sign_in_attempts", signInAttempts, 1, 100);
    InvalidSettingException.requireRange(
        "sign_in_attempts_per_address", signInAttemptsPerAddress, 1, 10_000);
    requireDuration("sign_in_window", signInWindow, Duration.ofSeconds(1), Duration.ofDays(1));
    InvalidSettingException.requireRange("password_checks", passwordChecks, 1, 64);
    requireDuration(
        "invitation_valid", invitationValid, Duration.ofMinutes(1), Duration.ofDays(90));
    InvalidSettingException.requireRange("live_pages", livePages, 0, 10_000);
    requireDuration("live_sweep", liveSweep, Duration.ofMillis(100), Duration.ofMinutes(1));
    requireDuration("search_back", searchBack, Duration.ofHours(1), Duration.ofDays(3_650));
    InvalidSettingException.requireRange("trace_records", traceRecords, 1, 1_000);
    InvalidSettingException.requireRange("flame_nodes", flameNodes, 1_000, 2_000_000);
    InvalidSettingException.requireRange("export_lines", exportLines, 1, 100_000_000);
  }

  private static void requireDuration(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidSettingException(key, value, min + " to " + max);
    }
  }

  public static ConsoleSettings defaults() {
    return new ConsoleSettings(
        URI.create("http://127.0.0.1:8480"),
        Duration.ofHours(12),
        5,
        50,
        Duration.ofMinutes(15),
        4,
        Duration.ofDays(7),
        200,
        Duration.ofSeconds(1),
        Duration.ofDays(90),
        500,
        200_000,
        1_000_000);
  }

  /** These, reached at {@code address} where they name no address of their own. */
  public ConsoleSettings orReachedAt(URI address) {
    return publicUrl != null
        ? this
        : new ConsoleSettings(
            address,
            sessionIdle,
            signInAttempts,
            signInAttemptsPerAddress,
            signInWindow,
            passwordChecks,
            invitationValid,
            livePages,
            liveSweep,
            searchBack,
            traceRecords,
            flameNodes,
            exportLines);
  }

  /** A link that works outside the console: {@code path} starts with a slash. */
  public String permalink(String path) {
    String base = Objects.requireNonNull(publicUrl, "no address yet").toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }

  public boolean overTls() {
    return publicUrl != null && "https".equals(publicUrl.getScheme());
  }
}

package io.tocsin.bot.detector.latency;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Grouping;
import io.tocsin.model.fault.Slowdown;
import io.tocsin.model.log.Position;
import io.tocsin.model.signal.Signal;
import io.tocsin.model.signal.SignalId;
import io.tocsin.model.telemetry.Source;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a slowdown. */
final class SlowdownSignals {
  static final String DETECTOR = "latency";

  /** Signals of windows stand at no place in the log: their windows' start tells them apart. */
  private static final int NO_PARTITION = -1;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private SlowdownSignals() {}

  /**
   * What a slowdown is told by.
   *
   * @param quantile of the two levels, in nanoseconds
   * @param since version that it began with; null where no release explains it
   */
  record Figures(Quantile quantile, double before, double after, @Nullable String since) {
    static Figures of(Line line, Verdict.Slow verdict) {
      Quantile quantile = verdict.slower().quantile();
      int steps = verdict.slower().steps();
      Line before = verdict.before();
      double usual =
          (before == null ? line.usualBut(steps) : before.usualBut(0)).quantile(quantile.share);
      return new Figures(
          quantile,
          Double.isNaN(usual) ? Math.exp(verdict.slower().before()) : usual,
          line.newest(steps).quantile(quantile.share),
          before == null ? null : line.key.versionOrNull());
    }

    Slowdown slowdown() {
      return new Slowdown(quantile.name(), nanos(before), nanos(after), since);
    }

    private static Duration nanos(double nanos) {
      return Duration.ofNanos(Math.round(nanos));
    }
  }

  /**
   * @param windowStart of the window that it came out with
   * @param touched slow requests that were not told yet
   * @param sample a typical one of them, else the slowest request there is
   */
  static Signal of(
      TenantId tenant,
      long epoch,
      long windowStart,
      long windowEnd,
      Line line,
      Verdict.Slow verdict,
      SlowRequests touched,
      SlowRequests.Sample sample) {
    EndpointKey endpoint = line.key.endpoint();
    Grouping grouping = Slowdown.grouping(endpoint.service(), endpoint.operation());
    Figures figures = Figures.of(line, verdict);
    boolean some = touched.count() > 0;
    Source from = sample.source();
    return new Signal(
        SignalId.of(
            epoch,
            new Position(NO_PARTITION, windowStart),
            DETECTOR,
            endpoint.environment(),
            grouping.fingerprint()),
        tenant,
        DETECTOR,
        grouping.fingerprint(),
        new Source(
            from.service(),
            line.key.versionOrNull(),
            from.instance(),
            from.environment(),
            from.site()),
        Math.max(1, touched.count()),
        some ? touched.firstNanos() : sample.startNanos(),
        some ? touched.lastNanos() : sample.endNanos(),
        windowEnd,
        sample.id(),
        sample.traceId(),
        sample.account(),
        touched.accounts(),
        touched.tenantCodes(),
        false,
        new FaultFacts(
            FaultFacts.Kind.SLOWDOWN,
            FaultFacts.SLOWDOWN,
            figures.slowdown().toString(),
            FaultFacts.SLOWDOWN,
            null,
            null,
            "",
            false,
            null,
            endpoint.operation(),
            line.revision,
            grouping.because()),
        because(line, verdict, figures, windowEnd));
  }

  /** Figures, windows and how sure it is, in one sentence. */
  static String because(Line line, Verdict.Slow verdict, Figures figures, long endNanos) {
    Comparison.Slower slower = verdict.slower();
    Line before = verdict.before();
    Step first = line.steps().get(Math.max(0, line.steps().size() - slower.steps()));
    return String.format(
        Locale.ROOT,
        "%s over %d steps (%s to %s UTC, %d requests); over %d steps of %s %s; %s; by chance %s",
        figures.quantile() + " " + told(figures.after()),
        slower.steps(),
        TIME.format(EpochNanos.toInstant(first.startNanos())),
        TIME.format(EpochNanos.toInstant(endNanos)),
        line.newest(slower.steps()).count(),
        slower.baseline(),
        before == null ? "its past hour" : "version " + before.key.version(),
        told(figures.before()),
        peers(verdict),
        slower.chance() < 1e-9
            ? "less than once in 10⁹ looks"
            : String.format(Locale.ROOT, "once in %,d looks", Math.round(1 / slower.chance())));
  }

  private static String peers(Verdict.Slow verdict) {
    String alone = String.format(Locale.ROOT, "%.1f times", Math.exp(verdict.slower().shift()));
    return verdict.peers() == 0
        ? alone + ", with no other endpoint to compare"
        : alone + " beside what " + verdict.peers() + " other endpoints share";
  }

  static String told(double nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}

package io.tocsin.bot.detector.latency;

import io.tocsin.model.signal.Signal;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that took longer than the baseline's slowest hundredth: who was touched. */
final class SlowRequests {
  private static final int MAX_SAMPLES = 16;

  /** One of them, as evidence. */
  record Sample(
      RecordId id,
      String traceId,
      @Nullable String account,
      Source source,
      long startNanos,
      long endNanos) {
    static Sample of(Span span) {
      AccountRef account = span.business().account();
      return new Sample(
          span.id(),
          span.traceId(),
          account == null ? null : account.token(),
          span.source(),
          span.startNanos(),
          span.endNanos());
    }

    long nanos() {
      return endNanos - startNanos;
    }
  }

  private final Set<String> accounts = new LinkedHashSet<>();
  private final Set<String> tenantCodes = new LinkedHashSet<>();
  private final List<Sample> samples = new ArrayList<>();
  private final int maxAccounts;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  SlowRequests(int maxAccounts) {
    this.maxAccounts = Math.min(maxAccounts, Signal.MAX_ACCOUNTS);
  }

  void add(Span span) {
    count++;
    first = Math.min(first, span.startNanos());
    last = Math.max(last, span.endNanos());
    AccountRef account = span.business().account();
    if (account != null && accounts.size() < maxAccounts) {
      accounts.add(account.token());
    }
    String code = span.business().tenantCode();
    if (code != null && tenantCodes.size() < maxAccounts) {
      tenantCodes.add(code);
    }
    if (samples.size() < MAX_SAMPLES) {
      samples.add(Sample.of(span));
    }
  }

  void add(SlowRequests others) {
    count += others.count;
    first = Math.min(first, others.first);
    last = Math.max(last, others.last);
    others.accounts.stream().limit(maxAccounts - accounts.size()).forEach(accounts::add);
    others.tenantCodes.stream().limit(maxAccounts - tenantCodes.size()).forEach(tenantCodes::add);
    others.samples.stream().limit(MAX_SAMPLES - samples.size()).forEach(samples::add);
  }

  long count() {
    return count;
  }

  long firstNanos() {
    return first;
  }

  long lastNanos() {
    return last;
  }

  Set<String> accounts() {
    return accounts;
  }

  Set<String> tenantCodes() {
    return tenantCodes;
  }

  /** The one in the middle: typical, not the worst. */
  Optional<Sample> typical() {
    List<Sample> byTime = samples.stream().sorted(Comparator.comparingLong(Sample::nanos)).toList();
    return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.get(byTime.size() / 2));
  }
}

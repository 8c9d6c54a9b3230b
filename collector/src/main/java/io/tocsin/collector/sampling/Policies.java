package io.tocsin.collector.sampling;

import io.tocsin.collector.join.Joinable;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies by SLI, in their order. */
final class Policies {
  private record Compiled(SamplingConfig.Policy policy, Share share) {}

  private final List<Compiled> policies;

  Policies(List<SamplingConfig.Policy> policies) {
    this.policies =
        policies.stream().map(one -> new Compiled(one, Share.oneOf(one.oneOf()))).toList();
  }

  /** Of the first that matches; null where none does. */
  @Nullable Share of(Joinable record) {
    for (Compiled one : policies) {
      if (matches(one.policy(), record)) {
        return one.share();
      }
    }
    return null;
  }

  private static boolean matches(SamplingConfig.Policy policy, Joinable record) {
    Business business = record.business();
    Source source =
        switch (record) {
          case Joinable.OfLog(var log) -> log.source();
          case Joinable.OfSpan(var span) -> span.source();
        };
    String operation = record instanceof Joinable.OfSpan(var span) ? span.name() : null;
    return anyOf(policy.sli(), business.sli())
        && anyOf(policy.services(), source.service())
        && anyOf(policy.operations(), operation)
        && anyOf(policy.bizCodes(), business.businessCode());
  }

  private static boolean anyOf(List<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || value != null && wanted.contains(value);
  }
}

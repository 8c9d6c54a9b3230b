package io.tocsin.collector.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.rule.RuleFailure;
import org.junit.jupiter.api.Test;

class RuleCountsTest {
  private static final TenantId CARDS = new TenantId("cards");

  private final RuleCounts counts = new RuleCounts();

  @Test
  void failures_areTheTenants_mostFirst_withoutWhatWentAsMeant() {
    counts.add(CARDS, "filter", "health", "dropped", 7);
    counts.add(CARDS, "transform", "order", "changed", 5);
    counts.failed(CARDS, "filter", "health", "attribute_not_found");
    counts.failed(CARDS, "transform", "order", "too_long");
    counts.failed(CARDS, "transform", "order", "too_long");
    counts.failed(new TenantId("retail"), "filter", "health", "too_long");

    assertThat(counts.failures(CARDS))
        .containsExactly(
            new RuleFailure("transform", "order", "too_long", 2),
            new RuleFailure("filter", "health", "attribute_not_found", 1));
    assertThat(counts.failures(new TenantId("nobody"))).isEmpty();
  }
}

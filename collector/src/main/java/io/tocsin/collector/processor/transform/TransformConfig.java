package io.tocsin.collector.processor.transform;

import io.tocsin.collector.expression.RuleName;
import io.tocsin.model.config.Setting;
import java.util.List;

/** How records are changed. */
public record TransformConfig(
    @Setting(
            restart = false,
            doc = "Rules, in their order: each sees what those before it made of the record.",
            def = "[]")
        List<TransformRule> rules) {
  public TransformConfig {
    rules = List.copyOf(rules);
    RuleName.checkAll("rules", rules.stream().map(TransformRule::name).toList());
  }

  public static TransformConfig none() {
    return new TransformConfig(List.of());
  }
}

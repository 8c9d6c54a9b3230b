package io.tocsin.collector.processor.filter;

import io.tocsin.collector.expression.RuleName;
import io.tocsin.model.config.Setting;
import java.util.List;

/** Which records are left out. */
public record FilterConfig(
    @Setting(
            restart = false,
            doc =
                "Rules, each of which leaves out what it names; the first that matches counts it.",
            def = "[]")
        List<DropRule> drop) {
  public FilterConfig {
    drop = List.copyOf(drop);
    RuleName.checkAll("drop", drop.stream().map(DropRule::name).toList());
  }

  public static FilterConfig none() {
    return new FilterConfig(List.of());
  }
}

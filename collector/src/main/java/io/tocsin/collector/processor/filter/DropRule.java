package io.tocsin.collector.processor.filter;

import io.tocsin.collector.expression.Expression;
import io.tocsin.collector.expression.Result;
import io.tocsin.collector.expression.RuleName;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.log.TelemetryKind;

/** What is left out, and why. */
public record DropRule(
    @Setting(restart = false, doc = "Under which it counts in the ledger, as `filter:NAME`.")
        String name,
    @Setting(
            restart = false,
            doc = "Which records it is about: logs (log records) or traces (spans).",
            def = "logs")
        TelemetryKind signal,
    @Setting(restart = false, doc = "CEL that gives true for what is left out.") String when,
    @Setting(restart = false, doc = "For people: why nobody needs it.") String because,
    @Setting(
            restart = false,
            doc = "Whether jvm.* events, such as crashes, may be left out too.",
            def = "false")
        boolean crashEvents) {
  private static final int LONGEST = 500;

  public DropRule {
    RuleName.check(name, signal);
    if (because.isBlank() || because.length() > LONGEST) {
      throw new InvalidSettingException("because", because, "1 to " + LONGEST + " characters");
    }
    Expression.check("when", signal, when, Result.CONDITION);
  }
}

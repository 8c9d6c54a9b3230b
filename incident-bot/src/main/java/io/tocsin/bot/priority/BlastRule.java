package io.tocsin.bot.priority;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.incident.BlastRadius;
import java.util.List;

/** From how many on a fault is so urgent. One of those given must be reached. */
public record BlastRule(
    @Setting(doc = "Distinct accounts. 0: does not count.", def = "0") long accounts,
    @Setting(doc = "Distinct customer organisations. 0: does not count.", def = "0") long tenants,
    @Setting(doc = "Occurrences. 0: does not count.", def = "0") long occurrences,
    @Setting(doc = "1 (highest) to 4.") int priority) {
  /** Where the settings name none. */
  static final List<BlastRule> USUAL =
      List.of(new BlastRule(1_000, 50, 0, 1), new BlastRule(100, 10, 0, 2));

  public BlastRule {
    requireRange("priority", priority, 1, 4);
    if (accounts < 0 || tenants < 0 || occurrences < 0 || accounts + tenants + occurrences == 0) {
      throw new InvalidSettingException(
          "accounts, tenants, occurrences",
          accounts + ", " + tenants + ", " + occurrences,
          "one of them at least 1");
    }
  }

  /** For people; empty where none is reached: "120 accounts are touched (from 100 on)". */
  String reachedBy(BlastRadius blast) {
    if (accounts > 0 && blast.accounts() >= accounts) {
      return blast.accounts() + " accounts are touched (from " + accounts + " on)";
    }
    if (tenants > 0 && blast.tenantCodes() >= tenants) {
      return blast.tenantCodes() + " customer organisations are touched (from " + tenants + " on)";
    }
    return occurrences > 0 && blast.occurrences() >= occurrences
        ? "it happened " + blast.occurrences() + " times (from " + occurrences + " on)"
        : "";
  }
}

package io.tocsin.bot.priority;

import io.tocsin.model.config.Setting;
import java.util.List;

/** {@code bot.priority}. */
public record PriorityConfig(
    @Setting(
            doc =
                "Whom a fault must touch to be more urgent than its path makes it; an open ticket"
                    + " is raised when it comes to that. Absent: 1 from 1,000 accounts or 50"
                    + " customer organisations on, 2 from 100 or 10 on. A rule of priority 4 raises"
                    + " nothing.")
        List<BlastRule> blastRadius) {
  public PriorityConfig {
    blastRadius = blastRadius.isEmpty() ? BlastRule.USUAL : List.copyOf(blastRadius);
  }

  public static PriorityConfig defaults() {
    return new PriorityConfig(List.of());
  }
}

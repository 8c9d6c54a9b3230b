package io.tocsin.model.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who must act.
 *
 * @param team such as "@payments-core", as the source names it
 * @param person the team's most likely person, such as the author of the culprit line, as "Name
 *     &lt;address&gt;" or "@name"; null where nobody stands out
 * @param because each step that led here, first the one that decided: "CODEOWNERS line 12: /refund/
 * @payments-core"
 */
public record Owner(String team, @Nullable String person, List<String> because) {
  public Owner {
    because = List.copyOf(because);
  }
}

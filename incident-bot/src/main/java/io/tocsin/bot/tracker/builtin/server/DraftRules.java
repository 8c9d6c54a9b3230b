package io.tocsin.bot.tracker.builtin.server;

import io.tocsin.model.ticket.TicketDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a draft must look like: the limits of the common trackers, so that none is learned late. */
final class DraftRules {
  static final int MAX_TITLE = 255;
  static final int MAX_BODY = 32_767;
  static final int MAX_LABEL = 255;
  static final int MAX_LABELS = 50;

  private DraftRules() {}

  /** Problems by field; empty where there are none. Fields may be null: they come from JSON. */
  static Map<String, String> problems(TicketDraft draft) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (draft.key() == null) {
      problems.put("key", "missing");
    }
    if (draft.title() == null || draft.title().isBlank() || draft.title().length() > MAX_TITLE) {
      problems.put("title", "expected: 1 to 255 characters");
    } else if (draft.title().chars().anyMatch(Character::isISOControl)) {
      problems.put("title", "expected: one line without control characters");
    }
    if (draft.body() == null || draft.body().length() > MAX_BODY) {
      problems.put("body", "expected: at most 32,767 characters");
    }
    if (draft.priority() < 1 || draft.priority() > 4) {
      problems.put("priority", draft.priority() + " (expected: 1 to 4)");
    }
    boolean labelsFit =
        draft.labels().size() <= MAX_LABELS
            && draft.labels().stream()
                .allMatch(label ->
                    !label.isEmpty()
                        && label.length() <= MAX_LABEL
                        && label.chars().noneMatch(Character::isWhitespace));
    if (!labelsFit) {
      problems.put("labels", "expected: at most 50, each 1 to 255 characters without spaces");
    }
    return problems;
  }
}

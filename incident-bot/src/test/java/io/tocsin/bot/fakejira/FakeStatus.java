package io.tocsin.bot.fakejira;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A workflow in another language, in which no transition leads from the first status to the end. Of
 * its two ends, and of the resolutions of the good one, that which says "won't fix" comes first.
 */
enum FakeStatus {
  TO_DO("待办", "new"),
  IN_PROGRESS("进行中", "indeterminate"),
  IN_REVIEW("审核中", "indeterminate"),
  REJECTED("Rejected", "done"),
  DONE("完成", "done");

  private final String name;
  private final String category;

  FakeStatus(String name, String category) {
    this.name = name;
    this.category = category;
  }

  private String id() {
    return Integer.toString(10_000 + ordinal());
  }

  Map<String, Object> shown() {
    return Map.of("id", id(), "name", name, "statusCategory", Map.of("key", category));
  }

  private List<FakeStatus> next() {
    return switch (this) {
      case TO_DO -> List.of(IN_PROGRESS);
      case IN_PROGRESS -> List.of(TO_DO, IN_REVIEW);
      case IN_REVIEW -> List.of(IN_PROGRESS, REJECTED, DONE);
      case REJECTED, DONE -> List.of(TO_DO);
    };
  }

  boolean isEnd() {
    return category.equals("done");
  }

  /**
   * What leads out of it; the good end demands a resolution, the other sets its own.
   *
   * @param badEndOnly whether the good one is not to be had
   */
  Map<String, Object> transitions(boolean badEndOnly) {
    List<Object> transitions = new ArrayList<>();
    for (FakeStatus to : next()) {
      if (to == DONE && badEndOnly) {
        continue;
      }
      Map<String, Object> resolution =
          Map.of(
              "required",
              true,
              "allowedValues",
              List.of(Map.of("name", "Won't Do"), Map.of("name", "已修复")));
      transitions.add(
          Map.of(
              "id",
              to.id(),
              "name",
              "→" + to.name,
              "to",
              to.shown(),
              "fields",
              to == DONE ? Map.of("resolution", resolution) : Map.of()));
    }
    return Map.of("transitions", transitions);
  }

  /** Null where no such transition leads out of it. */
  FakeStatus after(String transition) {
    return Arrays.stream(values())
        .filter(to -> next().contains(to) && to.id().equals(transition))
        .findFirst()
        .orElse(null);
  }
}

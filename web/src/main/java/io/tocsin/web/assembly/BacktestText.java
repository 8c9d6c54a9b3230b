package io.tocsin.web.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A backtest's report as a table for a terminal. */
final class BacktestText {
  private static final int MAX_TITLE = 60;
  private static final String[] HEAD = {"differs", "incident", "then", "would be", "ticket"};

  private BacktestText() {}

  /**
   * @param all also what is the same
   */
  static String of(JsonNode report, boolean all) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "From %s to %s, signals %,d: would file %s, %,d filed then; %,d otherwise%s%n",
            report.get("from").asString(),
            report.get("to").asString(),
            report.get("signals").asLong(),
            tickets(report.get("would").asLong()),
            report.get("happened").asLong(),
            report.get("different").asLong(),
            counts(" (", report.get("by_difference"), ")")));
    text.append(counts("Owners: ", report.get("by_team"), "\n"));
    report.get("notes").forEach(note -> text.append("Note: ").append(note.asString()).append('\n'));
    List<String[]> rows = new ArrayList<>();
    for (JsonNode line : report.get("lines")) {
      if (all || !line.get("differences").isEmpty()) {
        rows.add(row(line));
      }
    }
    if (!rows.isEmpty()) {
      table(text, rows);
    }
    return text.toString().stripTrailing();
  }

  private static String tickets(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d ticket" : "%,d tickets", count);
  }

  private static String counts(String before, JsonNode counts, String after) {
    return counts.isEmpty()
        ? ""
        : counts
            .propertyStream()
            .map(BacktestText::count)
            .collect(Collectors.joining(", ", before, after));
  }

  private static String count(Map.Entry<String, JsonNode> entry) {
    String name = entry.getKey().isEmpty() ? "nobody" : entry.getKey();
    return name + ' ' + String.format(Locale.ROOT, "%,d", entry.getValue().asLong());
  }

  private static String[] row(JsonNode line) {
    JsonNode happened = line.get("happened");
    JsonNode would = line.get("would");
    String how =
        line.get("differences")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "));
    String because = line.get("because").asString();
    return new String[] {
      how.isEmpty() ? "same" : how,
      line.has("incident") ? line.get("incident").asString() : "-",
      told(happened),
      told(would),
      title(would == null ? happened : would, line)
          + (because.isEmpty() ? "" : "  because: " + because)
    };
  }

  private static String told(@Nullable JsonNode ticket) {
    if (ticket == null) {
      return "-";
    }
    String team = ticket.has("team") ? ticket.get("team").asString() : "nobody";
    return ticket.has("priority") ? team + " P" + ticket.get("priority").asInt() : team;
  }

  private static String title(@Nullable JsonNode ticket, JsonNode line) {
    String title =
        ticket != null && ticket.has("title")
            ? ticket.get("title").asString()
            : line.get("service").asString();
    return title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE - 1) + '…';
  }

  private static void table(StringBuilder text, List<String[]> rows) {
    int[] widths = new int[HEAD.length];
    rows.addFirst(HEAD);
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    text.append('\n');
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}

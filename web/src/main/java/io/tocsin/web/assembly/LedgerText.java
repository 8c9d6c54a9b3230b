package io.tocsin.web.assembly;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sheets of the REST API as people read them in a terminal. */
final class LedgerText {
  private final StringBuilder text = new StringBuilder();

  private LedgerText() {}

  /**
   * @param sheets one of each tenant; the log in them is everybody's
   */
  static String of(List<JsonNode> sheets) {
    LedgerText text = new LedgerText();
    sheets.forEach(text::tenant);
    text.log(sheets.getLast().get("log"));
    return text.text.toString().stripTrailing();
  }

  private void tenant(JsonNode sheet) {
    long missing = sheet.get("missing").asLong();
    line(
        "tenant %s: %s",
        sheet.get("tenant").asString(),
        missing == 0 ? "balanced" : count(missing) + " records missing, a defect");
    line("  received  %14s", count(sheet.get("received").asLong()));
    line("  stored    %14s", count(sheet.get("stored").asLong()));
    line("  dropped   %14s  %s", count(sum(sheet.get("dropped"))), reasons(sheet.get("dropped")));
    line("  in flight %14s", count(sheet.get("in_flight").asLong()));
    line(
        "  refused   %14s  %s",
        count(sum(sheet.get("refused_requests"))), reasons(sheet.get("refused_requests")));
    joined("trace", sheet.get("trace_join"));
    joined("account", sheet.get("account_join"));
  }

  private void joined(String what, JsonNode join) {
    long without = join.get("joined").asLong() + sum(join.get("missed"));
    if (without > 0) {
      line(
          "  %s found for %.1f %% of %s records that came without  %s",
          what,
          100 * join.get("joined_ratio").asDouble(),
          count(without),
          reasons(join.get("missed")));
    }
  }

  private void log(JsonNode log) {
    for (JsonNode lane : log.get("lanes")) {
      line(
          "lane %-6s %s of %s bytes",
          lane.get("lane").asString(),
          count(lane.get("held_bytes").asLong()),
          count(lane.get("limit_bytes").asLong()));
    }
    for (JsonNode reader : log.get("readers")) {
      line(
          "reader %-10s %s, %s batches and %s bytes behind, %s passed over",
          reader.get("reader").asString(),
          reader.get("running").asBoolean() ? "reads" : "stopped",
          count(reader.get("lag_batches").asLong()),
          count(reader.get("lag_bytes").asLong()),
          count(reader.get("gap_batches").asLong()));
    }
    if (log.get("damaged_files").asLong() + log.get("damages").asLong() > 0) {
      line(
          "damage: %s files set aside, %s damages since the start",
          count(log.get("damaged_files").asLong()), count(log.get("damages").asLong()));
      log.get("damages_because").forEach(because -> line("  %s", because.asString()));
    }
    if (log.get("storage_failures").asLong() > 0) {
      line("the disk refused %s commits", count(log.get("storage_failures").asLong()));
    }
  }

  private static long sum(JsonNode counts) {
    return counts.valueStream().mapToLong(JsonNode::asLong).sum();
  }

  private static String reasons(JsonNode counts) {
    return counts
        .propertyStream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + ' ' + count(entry.getValue().asLong()))
        .collect(Collectors.joining(", "));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values).stripTrailing()).append('\n');
  }
}

package io.tocsin.collector.processor.business;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts business fields where search finds them. An attribute counts before a key in a text. */
public final class BusinessProcessor implements Processor {
  private static final int LOAD_TEST = 4;
  private static final int ROLES = 5;
  private static final int MAX_VALUE = 128;
  private static final byte[][] NAMES = {
    {},
    TelemetryAttributes.OPERATION_ID.getBytes(UTF_8),
    TelemetryAttributes.BUSINESS_CODE.getBytes(UTF_8),
    TelemetryAttributes.RISK_LEVEL.getBytes(UTF_8),
    TelemetryAttributes.LOAD_TEST.getBytes(UTF_8)
  };
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final Set<String> OFF = Set.of("", "false", "0", "no", "off");

  private final List<String> prefixes;
  private final Map<String, Integer> roles = new HashMap<>();

  public BusinessProcessor(BusinessConfig config) {
    prefixes = config.prefixes();
    List<List<String>> names =
        List.of(
            config.operationIdNames(),
            config.businessCodeNames(),
            config.riskLevelNames(),
            config.loadTestNames());
    for (int i = 0; i < names.size(); i++) {
      for (String name : names.get(i)) {
        roles.put(name.toLowerCase(Locale.ROOT), i + 1);
      }
    }
  }

  @Override
  public int roleOf(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        name = name.substring(prefix.length());
        break;
      }
    }
    return roles.getOrDefault(name, 0);
  }

  @Override
  public void process(BatchCursor batch) {
    int[] places = new int[ROLES];
    for (int record = 0; record < batch.records(); record++) {
      if (batch.interests(record) != 0) {
        java.util.Arrays.fill(places, 0);
        find(batch, record, places);
        put(batch, record, places);
      }
    }
  }

  private static void find(BatchCursor batch, int record, int[] places) {
    for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
      int node = batch.keyed(i);
      int role = batch.role(node);
      if (role == 0) {
        continue;
      }
      int found = places[role];
      boolean better =
          found == 0 || batch.kind(node) == Node.ATTRIBUTE && batch.kind(found) == Node.PAIR;
      if (better) {
        places[role] = node;
      }
    }
  }

  private static void put(BatchCursor batch, int record, int[] places) {
    for (int role = 1; role < LOAD_TEST; role++) {
      if (places[role] > 0) {
        putText(batch, record, NAMES[role], places[role]);
      }
    }
    if (places[LOAD_TEST] > 0 && isOn(batch, places[LOAD_TEST])) {
      batch.put(record, NAMES[LOAD_TEST], TRUE, TRUE.length);
    }
  }

  private static void putText(BatchCursor batch, int record, byte[] name, int node) {
    if (batch.kind(node) == Node.PAIR || batch.textOf(node) >= 0) {
      int text = batch.kind(node) == Node.PAIR ? node : batch.textOf(node);
      int length = batch.end(text) - batch.start(text);
      if (length > 0 && length <= MAX_VALUE) {
        batch.putFromSender(record, name, batch.bytes(), batch.start(text), batch.end(text));
      }
      return;
    }
    int value = batch.valueOf(node);
    int content = value < 0 ? -1 : batch.contentOf(value);
    if (content >= 0 && batch.kind(content) == Node.INT) {
      byte[] digits = Long.toString(batch.longValue(content)).getBytes(UTF_8);
      batch.putFromSender(record, name, digits, 0, digits.length);
    }
  }

  private static boolean isOn(BatchCursor batch, int node) {
    int text = batch.kind(node) == Node.PAIR ? node : batch.textOf(node);
    if (text >= 0) {
      int length = Math.min(MAX_VALUE, batch.end(text) - batch.start(text));
      String value = new String(batch.bytes(), batch.start(text), length, UTF_8);
      return !OFF.contains(value.strip().toLowerCase(Locale.ROOT));
    }
    int value = batch.valueOf(node);
    int content = value < 0 ? -1 : batch.contentOf(value);
    if (content >= 0) {
      return batch.kind(content) != Node.INT || batch.longValue(content) != 0;
    }
    return value >= 0 && batch.isTrue(value);
  }
}

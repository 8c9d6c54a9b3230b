package io.tocsin.collector.processor.business;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.processor.Processor;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Puts business fields where search finds them. An attribute counts before a key in a text. */
public final class BusinessProcessor implements Processor {
  /** Roles of keys; the four before them are places too. */
  private static final int COLOUR = 5;

  private static final int MESSAGE = 6;

  /** Unit or zone: there are no more roles than seven. */
  private static final int ROUTE = 7;

  /** Places of what was found in a record, as in {@link #NAMES}. */
  private static final int UNIT = 5;

  private static final int ZONE = 6;
  private static final int LOAD_TEST = 7;

  /** A record may have several. */
  private static final int MESSAGE_ID = 8;

  private static final int PLACES = MESSAGE_ID + TelemetryAttributes.MAX_MESSAGE_IDS;
  private static final int MAX_VALUE = 128;
  private static final byte[][] NAMES = {
    {},
    TelemetryAttributes.OPERATION_ID.getBytes(UTF_8),
    TelemetryAttributes.BUSINESS_CODE.getBytes(UTF_8),
    TelemetryAttributes.RISK_LEVEL.getBytes(UTF_8),
    TelemetryAttributes.SLI.getBytes(UTF_8),
    TelemetryAttributes.UNIT.getBytes(UTF_8),
    TelemetryAttributes.ZONE.getBytes(UTF_8),
    TelemetryAttributes.LOAD_TEST.getBytes(UTF_8),
    TelemetryAttributes.messageId(0).getBytes(UTF_8),
    TelemetryAttributes.messageId(1).getBytes(UTF_8),
    TelemetryAttributes.messageId(2).getBytes(UTF_8),
    TelemetryAttributes.messageId(3).getBytes(UTF_8)
  };
  private static final byte[] TRUE = "true".getBytes(UTF_8);
  private static final Set<String> OFF = Set.of("", "false", "0", "no", "off");

  private final List<String> prefixes;
  private final Map<String, Integer> roles = new HashMap<>();
  private final Set<String> zones = new HashSet<>();

  public BusinessProcessor(BusinessConfig config) {
    prefixes = config.prefixes();
    List<List<String>> names =
        List.of(
            config.operationIdNames(),
            config.businessCodeNames(),
            config.riskLevelNames(),
            config.sliNames(),
            config.loadTestNames(),
            config.messageIdNames(),
            config.unitNames());
    for (int i = 0; i < names.size(); i++) {
      for (String name : names.get(i)) {
        roles.put(name.toLowerCase(Locale.ROOT), i + 1);
      }
    }
    for (String name : config.zoneNames()) {
      roles.put(name.toLowerCase(Locale.ROOT), ROUTE);
      zones.add(name.toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public int roleOf(String key) {
    return roles.getOrDefault(bare(key), 0);
  }

  private String bare(String key) {
    String name = key.toLowerCase(Locale.ROOT);
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  @Override
  public void process(BatchCursor batch) {
    int[] places = new int[PLACES];
    for (int record = 0; record < batch.records(); record++) {
      if (batch.interests(record) != 0) {
        java.util.Arrays.fill(places, 0);
        find(batch, record, places);
        put(batch, record, places);
      }
    }
  }

  private void find(BatchCursor batch, int record, int[] places) {
    for (int i = batch.keyedFrom(record); i < batch.keyedTo(record); i++) {
      int node = batch.keyed(i);
      int role = batch.role(node);
      if (role == 0) {
        continue;
      }
      if (role == MESSAGE) {
        addMessageId(places, node);
        continue;
      }
      int place = place(batch, node, role);
      int found = places[place];
      boolean better =
          found == 0 || batch.kind(node) == Node.ATTRIBUTE && batch.kind(found) == Node.PAIR;
      if (better) {
        places[place] = node;
      }
    }
  }

  private int place(BatchCursor batch, int node, int role) {
    if (role == ROUTE) {
      int start = batch.keyStart(node);
      String key = new String(batch.bytes(), start, batch.keyEnd(node) - start, UTF_8);
      return zones.contains(bare(key)) ? ZONE : UNIT;
    }
    return role == COLOUR ? LOAD_TEST : role;
  }

  private static void addMessageId(int[] places, int node) {
    int place = MESSAGE_ID;
    while (place < PLACES && places[place] != 0) {
      place++;
    }
    if (place < PLACES) {
      places[place] = node;
    }
  }

  private static void put(BatchCursor batch, int record, int[] places) {
    for (int place = MESSAGE_ID; place < PLACES && places[place] > 0; place++) {
      putText(batch, record, NAMES[place], places[place]);
    }
    for (int role = 1; role < LOAD_TEST; role++) {
      if (places[role] > 0) {
        putText(batch, record, NAMES[role], places[role]);
      }
    }
    if (places[LOAD_TEST] > 0 && isOn(batch, places[LOAD_TEST])) {
      batch.puts().add(record, NAMES[LOAD_TEST], TRUE, TRUE.length);
    }
  }

  private static void putText(BatchCursor batch, int record, byte[] name, int node) {
    if (batch.kind(node) == Node.PAIR || batch.textOf(node) >= 0) {
      int text = batch.kind(node) == Node.PAIR ? node : batch.textOf(node);
      int length = batch.end(text) - batch.start(text);
      if (length > 0 && length <= MAX_VALUE) {
        batch.puts().addFromSender(record, name, batch.bytes(), batch.start(text), batch.end(text));
      }
      return;
    }
    int value = batch.valueOf(node);
    int content = value < 0 ? -1 : batch.contentOf(value);
    if (content >= 0 && batch.kind(content) == Node.INT) {
      byte[] digits = Long.toString(batch.longValue(content)).getBytes(UTF_8);
      batch.puts().addFromSender(record, name, digits, 0, digits.length);
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

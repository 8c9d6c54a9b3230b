package io.tocsin.collector.pipeline;

import io.tocsin.collector.text.Slices;
import io.tocsin.collector.wire.BatchCursor;
import io.tocsin.collector.wire.KeyClassifier;
import io.tocsin.collector.wire.Node;
import io.tocsin.model.log.Lane;
import java.nio.charset.StandardCharsets;

/**
 * Lane and route of each record. A trace stays on one route, so that one reader sees all of it;
 * what has no trace goes by the instance that sent it. The same in every process.
 */
final class Sorter implements KeyClassifier {
  private static final int ERROR = 17;
  private static final byte[] CRASH_PREFIX = "jvm.".getBytes(StandardCharsets.UTF_8);
  private static final int TRACE_ID_BYTES = 16;
  private static final long SEED = 0x746f6373696eL;

  /** Ordered: the highest one that a resource has tells instances apart. */
  private static final int SERVICE = 1;

  private static final int HOST = 2;
  private static final int INSTANCE = 3;
  private static final int EVENT_NAME = 4;

  private final int routes;

  Sorter(int routes) {
    if (routes < 1) {
      throw new IllegalArgumentException("routes: " + routes + " (expected: at least 1)");
    }
    this.routes = routes;
  }

  @Override
  public int roleOf(String key) {
    return switch (key) {
      case "service.name" -> SERVICE;
      case "host.name" -> HOST;
      case "service.instance.id" -> INSTANCE;
      case "event.name" -> EVENT_NAME;
      default -> 0;
    };
  }

  int parts() {
    return Lane.values().length * routes;
  }

  static Lane lane(int part, int routes) {
    return Lane.values()[part / routes];
  }

  Lane lane(int part) {
    return lane(part, routes);
  }

  int route(int part) {
    return part % routes;
  }

  /** Writes the part of each record into {@code partOf}, -1 for those that were dropped. */
  void sort(BatchCursor batch, int[] partOf) {
    int record = 0;
    for (int group = 1; group < batch.size(); group = batch.next(group)) {
      int instanceRoute = -1;
      while (record < batch.records() && batch.recordNode(record) < batch.next(group)) {
        if (batch.isDropped(record)) {
          partOf[record++] = -1;
          continue;
        }
        int route = traceRoute(batch, record);
        if (route < 0) {
          instanceRoute = instanceRoute < 0 ? instanceRoute(batch, group) : instanceRoute;
          route = instanceRoute;
        }
        Lane lane = isUrgent(batch, record) ? Lane.URGENT : Lane.BULK;
        partOf[record++] = lane.ordinal() * routes + route;
      }
    }
  }

  private int traceRoute(BatchCursor batch, int record) {
    int at = batch.traceId(record);
    if (at < 0 || isZero(batch.bytes(), at)) {
      return -1;
    }
    return route(batch.bytes(), at, at + TRACE_ID_BYTES);
  }

  private static boolean isZero(byte[] bytes, int at) {
    for (int i = at; i < at + TRACE_ID_BYTES; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private int instanceRoute(BatchCursor batch, int group) {
    int best = 0;
    int text = -1;
    for (int node = group + 1; node < batch.next(group); node = batch.next(node)) {
      if (batch.kind(node) != Node.RESOURCE) {
        continue;
      }
      for (int child = node + 1; child < batch.next(node); child = batch.next(child)) {
        int role = batch.kind(child) == Node.ATTRIBUTE ? batch.role(child) : 0;
        if (role > best && role <= INSTANCE && batch.textOf(child) >= 0) {
          best = role;
          text = batch.textOf(child);
        }
      }
    }
    return text < 0 ? 0 : route(batch.bytes(), batch.start(text), batch.end(text));
  }

  private int route(byte[] bytes, int from, int to) {
    long hash = Slices.hash(bytes, from, to, SEED);
    return (int) Long.remainderUnsigned(hash, routes);
  }

  private static boolean isUrgent(BatchCursor batch, int record) {
    int node = batch.recordNode(record);
    if (batch.kind(node) != Node.LOG) {
      return false;
    }
    return batch.severity(record) >= ERROR
        || isCrash(batch, batch.eventName(record))
        || batch.interests(record) != 0 && hasCrashAttribute(batch, node);
  }

  private static boolean hasCrashAttribute(BatchCursor batch, int record) {
    for (int node = record + 1; node < batch.next(record); node = batch.next(node)) {
      if (batch.kind(node) == Node.ATTRIBUTE
          && batch.role(node) == EVENT_NAME
          && isCrash(batch, batch.textOf(node))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCrash(BatchCursor batch, int text) {
    return text >= 0
        && Slices.startsWith(batch.bytes(), batch.start(text), batch.end(text), CRASH_PREFIX);
  }
}

package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.receiver.filelog.format.RecordWriter;
import io.tocsin.collector.wire.Arena;
import io.tocsin.collector.wire.Varint;
import java.util.Arrays;

/**
 * An OTLP ExportLogsServiceRequest, written as bytes while records come: a resource for each file,
 * a scope for each run of records of one logger, so that records stay in their order. For one
 * thread.
 */
final class BatchWriter {
  /** Field 1 or 2 of request, resource logs and scope logs, length-delimited. */
  private static final int FIRST = 1 << 3 | 2;

  private static final int SECOND = 2 << 3 | 2;
  private static final byte[] NO_LOGGER = {};

  private final Arena request = new Arena();
  private final Arena group = new Arena();
  private final Arena scope = new Arena();
  private final Arena record = new Arena();
  private byte[] resource = {};
  private byte[] logger = NO_LOGGER;
  private int scopeRecords;
  private int records;
  private int attributes;

  /**
   * What follows is of another file.
   *
   * @param encoded the Resource message
   */
  void resource(byte[] encoded) {
    endGroup();
    resource = encoded;
  }

  void add(RecordWriter from) {
    if (!from.hasLogger(logger)) {
      endScope();
      logger = from.logger();
    }
    record.clear();
    from.finish(record);
    scope.addField(SECOND, record.bytes(), 0, record.size());
    scopeRecords++;
    records++;
    attributes += from.attributeCount();
  }

  int records() {
    return records;
  }

  int attributes() {
    return attributes;
  }

  int bytes() {
    return request.size() + group.size() + scope.size();
  }

  /** The request; begins the next. */
  byte[] take() {
    endGroup();
    byte[] taken = Arrays.copyOf(request.bytes(), request.size());
    request.clear();
    records = 0;
    attributes = 0;
    return taken;
  }

  private void endScope() {
    if (scopeRecords > 0) {
      int name = logger.length == 0 ? 0 : 1 + Varint.size(logger.length) + logger.length;
      int head = name == 0 ? 0 : 1 + Varint.size(name) + name;
      group.add(SECOND);
      group.addVarint(head + scope.size());
      if (name > 0) {
        group.add(FIRST);
        group.addVarint(name);
        group.addField(FIRST, logger, 0, logger.length);
      }
      group.add(scope.bytes(), 0, scope.size());
      scopeRecords = 0;
    }
    scope.clear();
    logger = NO_LOGGER;
  }

  private void endGroup() {
    endScope();
    if (group.size() > 0) {
      request.add(FIRST);
      request.addVarint(1 + Varint.size(resource.length) + resource.length + group.size());
      request.addField(FIRST, resource, 0, resource.length);
      request.add(group.bytes(), 0, group.size());
    }
    group.clear();
  }
}

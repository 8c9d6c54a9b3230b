package io.tocsin.collector.wire;

import io.tocsin.model.log.TelemetryKind;

/**
 * OTLP 1.11, opentelemetry/proto/{logs,trace,metrics,common,resource}/v1: which field of which
 * message is what. A field is known only under its own wire type, as protobuf has it.
 */
final class Schema {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int GROUP_START = 3;
  static final int GROUP_END = 4;
  static final int FIXED32 = 5;

  static final int KIND = 0xff;
  private static final int WIRE_SHIFT = 8;
  private static final int KNOWN = 1 << 11;
  static final int REPEATED = 1 << 12;

  /** The field belongs to a oneof: its message has one of them. */
  static final int ONE_OF = 1 << 13;

  private static final int SHAPE = KNOWN | 7 << WIRE_SHIFT;
  private static final int FIELDS = 32;
  private static final int MESSAGES = 40;

  static final Schema LOGS = new Schema(Node.LOG);
  static final Schema TRACES = new Schema(Node.SPAN);
  static final Schema METRICS = new Schema(Node.METRIC);

  private final int[] fields = new int[MESSAGES * FIELDS];

  static Schema of(TelemetryKind kind) {
    return switch (kind) {
      case LOGS -> LOGS;
      case TRACES -> TRACES;
      case METRICS -> METRICS;
      case PROFILES -> throw new IllegalArgumentException("no schema for " + kind);
    };
  }

  /** Of a record's attributes; what is put on a metric is in its metadata. */
  static int attributesTag(TelemetryKind kind) {
    int field =
        switch (kind) {
          case LOGS -> 6;
          case TRACES -> 9;
          case METRICS -> 12;
          case PROFILES -> throw new IllegalArgumentException("no schema for " + kind);
        };
    return field << 3 | LENGTH;
  }

  private Schema(int record) {
    many(Node.REQUEST, 1, Node.GROUP);
    one(Node.GROUP, 1, LENGTH, Node.RESOURCE);
    many(Node.GROUP, 2, Node.SCOPE_GROUP);
    one(Node.GROUP, 3, LENGTH, Node.TEXT);
    many(Node.RESOURCE, 1, Node.ATTRIBUTE);
    one(Node.RESOURCE, 2, VARINT, Node.SCALAR);
    many(Node.RESOURCE, 3, Node.ENTITY);
    one(Node.ENTITY, 1, LENGTH, Node.TEXT);
    one(Node.ENTITY, 2, LENGTH, Node.TEXT);
    many(Node.ENTITY, 3, Node.TEXT);
    many(Node.ENTITY, 4, Node.TEXT);
    one(Node.SCOPE_GROUP, 1, LENGTH, Node.SCOPE);
    many(Node.SCOPE_GROUP, 2, record);
    one(Node.SCOPE_GROUP, 3, LENGTH, Node.TEXT);
    one(Node.SCOPE, 1, LENGTH, Node.TEXT);
    one(Node.SCOPE, 2, LENGTH, Node.TEXT);
    many(Node.SCOPE, 3, Node.ATTRIBUTE);
    one(Node.SCOPE, 4, VARINT, Node.SCALAR);
    log();
    span();
    metric();
    points();
    values();
  }

  private void log() {
    one(Node.LOG, 1, FIXED64, Node.SCALAR);
    one(Node.LOG, 2, VARINT, Node.SEVERITY);
    one(Node.LOG, 3, LENGTH, Node.TEXT);
    one(Node.LOG, 5, LENGTH, Node.VALUE);
    many(Node.LOG, 6, Node.ATTRIBUTE);
    one(Node.LOG, 7, VARINT, Node.SCALAR);
    one(Node.LOG, 8, FIXED32, Node.SCALAR);
    one(Node.LOG, 9, LENGTH, Node.TRACE_ID);
    one(Node.LOG, 10, LENGTH, Node.ID);
    one(Node.LOG, 11, FIXED64, Node.SCALAR);
    one(Node.LOG, 12, LENGTH, Node.EVENT_NAME);
  }

  private void span() {
    one(Node.SPAN, 1, LENGTH, Node.TRACE_ID);
    one(Node.SPAN, 2, LENGTH, Node.ID);
    one(Node.SPAN, 3, LENGTH, Node.TEXT);
    one(Node.SPAN, 4, LENGTH, Node.ID);
    one(Node.SPAN, 5, LENGTH, Node.TEXT);
    one(Node.SPAN, 6, VARINT, Node.SCALAR);
    one(Node.SPAN, 7, FIXED64, Node.SCALAR);
    one(Node.SPAN, 8, FIXED64, Node.SCALAR);
    many(Node.SPAN, 9, Node.ATTRIBUTE);
    one(Node.SPAN, 10, VARINT, Node.SCALAR);
    many(Node.SPAN, 11, Node.EVENT);
    one(Node.SPAN, 12, VARINT, Node.SCALAR);
    many(Node.SPAN, 13, Node.LINK);
    one(Node.SPAN, 14, VARINT, Node.SCALAR);
    one(Node.SPAN, 15, LENGTH, Node.STATUS);
    one(Node.SPAN, 16, FIXED32, Node.SCALAR);
    one(Node.EVENT, 1, FIXED64, Node.SCALAR);
    one(Node.EVENT, 2, LENGTH, Node.TEXT);
    many(Node.EVENT, 3, Node.ATTRIBUTE);
    one(Node.EVENT, 4, VARINT, Node.SCALAR);
    one(Node.LINK, 1, LENGTH, Node.ID);
    one(Node.LINK, 2, LENGTH, Node.ID);
    one(Node.LINK, 3, LENGTH, Node.TEXT);
    many(Node.LINK, 4, Node.ATTRIBUTE);
    one(Node.LINK, 5, VARINT, Node.SCALAR);
    one(Node.LINK, 6, FIXED32, Node.SCALAR);
    one(Node.STATUS, 2, LENGTH, Node.TEXT);
    one(Node.STATUS, 3, VARINT, Node.SCALAR);
  }

  private void metric() {
    one(Node.METRIC, 1, LENGTH, Node.TEXT);
    one(Node.METRIC, 2, LENGTH, Node.TEXT);
    one(Node.METRIC, 3, LENGTH, Node.TEXT);
    one(Node.METRIC, 5, LENGTH, Node.NUMBERS | ONE_OF);
    one(Node.METRIC, 7, LENGTH, Node.NUMBERS | ONE_OF);
    one(Node.METRIC, 9, LENGTH, Node.HISTOGRAM | ONE_OF);
    one(Node.METRIC, 10, LENGTH, Node.EXPONENTIAL_HISTOGRAM | ONE_OF);
    one(Node.METRIC, 11, LENGTH, Node.SUMMARY | ONE_OF);
    many(Node.METRIC, 12, Node.ATTRIBUTE);
    many(Node.NUMBERS, 1, Node.NUMBER_POINT);
    one(Node.NUMBERS, 2, VARINT, Node.SCALAR);
    one(Node.NUMBERS, 3, VARINT, Node.SCALAR);
    many(Node.HISTOGRAM, 1, Node.HISTOGRAM_POINT);
    one(Node.HISTOGRAM, 2, VARINT, Node.SCALAR);
    many(Node.EXPONENTIAL_HISTOGRAM, 1, Node.EXPONENTIAL_POINT);
    one(Node.EXPONENTIAL_HISTOGRAM, 2, VARINT, Node.SCALAR);
    many(Node.SUMMARY, 1, Node.SUMMARY_POINT);
  }

  /**
   * What was measured stays as it is; packed numbers are known, so that nobody reads them as text.
   */
  private void points() {
    scalars(Node.NUMBER_POINT, FIXED64, 2, 3);
    one(Node.NUMBER_POINT, 4, FIXED64, Node.SCALAR | ONE_OF);
    many(Node.NUMBER_POINT, 5, Node.EXEMPLAR);
    one(Node.NUMBER_POINT, 6, FIXED64, Node.SCALAR | ONE_OF);
    many(Node.NUMBER_POINT, 7, Node.ATTRIBUTE);
    scalars(Node.NUMBER_POINT, VARINT, 8);
    scalars(Node.HISTOGRAM_POINT, FIXED64, 2, 3, 4, 5, 11, 12);
    many(Node.HISTOGRAM_POINT, 6, Node.SCALAR);
    many(Node.HISTOGRAM_POINT, 7, Node.SCALAR);
    many(Node.HISTOGRAM_POINT, 8, Node.EXEMPLAR);
    many(Node.HISTOGRAM_POINT, 9, Node.ATTRIBUTE);
    scalars(Node.HISTOGRAM_POINT, VARINT, 10);
    many(Node.EXPONENTIAL_POINT, 1, Node.ATTRIBUTE);
    scalars(Node.EXPONENTIAL_POINT, FIXED64, 2, 3, 4, 5, 7, 12, 13, 14);
    scalars(Node.EXPONENTIAL_POINT, VARINT, 6, 10);
    one(Node.EXPONENTIAL_POINT, 8, LENGTH, Node.BUCKETS);
    one(Node.EXPONENTIAL_POINT, 9, LENGTH, Node.BUCKETS);
    many(Node.EXPONENTIAL_POINT, 11, Node.EXEMPLAR);
    scalars(Node.BUCKETS, VARINT, 1);
    many(Node.BUCKETS, 2, Node.SCALAR);
    scalars(Node.SUMMARY_POINT, FIXED64, 2, 3, 4, 5);
    many(Node.SUMMARY_POINT, 6, Node.QUANTILE);
    many(Node.SUMMARY_POINT, 7, Node.ATTRIBUTE);
    scalars(Node.SUMMARY_POINT, VARINT, 8);
    scalars(Node.QUANTILE, FIXED64, 1, 2);
    scalars(Node.EXEMPLAR, FIXED64, 2);
    one(Node.EXEMPLAR, 3, FIXED64, Node.SCALAR | ONE_OF);
    one(Node.EXEMPLAR, 4, LENGTH, Node.ID);
    one(Node.EXEMPLAR, 5, LENGTH, Node.ID);
    one(Node.EXEMPLAR, 6, FIXED64, Node.SCALAR | ONE_OF);
    many(Node.EXEMPLAR, 7, Node.ATTRIBUTE);
  }

  private void scalars(int message, int wire, int... fieldNumbers) {
    for (int field : fieldNumbers) {
      one(message, field, wire, Node.SCALAR);
    }
  }

  private void values() {
    one(Node.ATTRIBUTE, 1, LENGTH, Node.KEY);
    one(Node.ATTRIBUTE, 2, LENGTH, Node.VALUE);
    one(Node.ATTRIBUTE, 3, VARINT, Node.SCALAR);
    one(Node.VALUE, 1, LENGTH, Node.TEXT | ONE_OF);
    one(Node.VALUE, 2, VARINT, Node.SCALAR | ONE_OF);
    one(Node.VALUE, 3, VARINT, Node.INT | ONE_OF);
    one(Node.VALUE, 4, FIXED64, Node.DOUBLE | ONE_OF);
    one(Node.VALUE, 5, LENGTH, Node.ARRAY | ONE_OF);
    one(Node.VALUE, 6, LENGTH, Node.MAP | ONE_OF);
    one(Node.VALUE, 7, LENGTH, Node.BYTES | ONE_OF);
    one(Node.VALUE, 8, VARINT, Node.SCALAR | ONE_OF);
    many(Node.ARRAY, 1, Node.VALUE);
    many(Node.MAP, 1, Node.ATTRIBUTE);
  }

  private void one(int message, int field, int wire, int kind) {
    fields[message * FIELDS + field] = kind | wire << WIRE_SHIFT | KNOWN;
  }

  private void many(int message, int field, int kind) {
    one(message, field, LENGTH, kind | REPEATED);
  }

  /** What a field is; 0 where it is unknown or stands under another wire type. */
  int field(int message, int tag) {
    int spec = tag >>> 3 < FIELDS ? fields[message * FIELDS + (tag >>> 3)] : 0;
    return (spec & SHAPE) == (KNOWN | (tag & 7) << WIRE_SHIFT) ? spec : 0;
  }
}

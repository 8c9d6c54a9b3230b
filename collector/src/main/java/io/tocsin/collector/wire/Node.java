package io.tocsin.collector.wire;

/**
 * Kinds of the things that a {@link BatchCursor} walks over. Numbers, as they stand in int arrays.
 */
public final class Node {
  /** The Export…ServiceRequest. */
  public static final int REQUEST = 1;

  /** ResourceLogs, ResourceSpans or ResourceMetrics. */
  public static final int GROUP = 2;

  public static final int RESOURCE = 3;

  /** EntityRef of a resource. */
  public static final int ENTITY = 4;

  /** ScopeLogs, ScopeSpans or ScopeMetrics. */
  public static final int SCOPE_GROUP = 5;

  public static final int SCOPE = 6;

  /** LogRecord. */
  public static final int LOG = 7;

  public static final int SPAN = 8;
  public static final int EVENT = 9;
  public static final int LINK = 10;
  public static final int STATUS = 11;

  /** KeyValue, of a message or inside a value. */
  public static final int ATTRIBUTE = 12;

  /** AnyValue. A body is one whose parent is a LOG. */
  public static final int VALUE = 13;

  public static final int ARRAY = 14;
  public static final int MAP = 15;

  /** A string field. */
  public static final int TEXT = 16;

  /** Key of an ATTRIBUTE. */
  public static final int KEY = 17;

  public static final int EVENT_NAME = 18;

  /** A bytes field of a VALUE. Edits inside keep its length. */
  public static final int BYTES = 19;

  /**
   * A field this version of the protocol does not know, or an id that is none: only those whose
   * bytes could be text are there. Edits inside keep its length.
   */
  public static final int OPAQUE = 20;

  /** int_value of a VALUE; not a place to edit, its VALUE is. */
  public static final int INT = 21;

  /** double_value of a VALUE; as INT. */
  public static final int DOUBLE = 22;

  /**
   * {@code key=value} inside a text, found because a processor knows the key. A range of its
   * parent, not a field.
   */
  public static final int PAIR = 23;

  static final int TRACE_ID = 24;
  static final int ID = 25;
  static final int SEVERITY = 26;
  static final int SCALAR = 27;

  /** Metric. */
  public static final int METRIC = 28;

  /** Gauge or Sum. */
  static final int NUMBERS = 29;

  static final int HISTOGRAM = 30;
  static final int EXPONENTIAL_HISTOGRAM = 31;
  static final int SUMMARY = 32;
  static final int NUMBER_POINT = 33;
  static final int HISTOGRAM_POINT = 34;
  static final int EXPONENTIAL_POINT = 35;
  static final int SUMMARY_POINT = 36;
  static final int QUANTILE = 37;
  static final int BUCKETS = 38;
  static final int EXEMPLAR = 39;

  private Node() {}

  /** Whether {@code start} to {@code end} are bytes that could be read as text. */
  public static boolean holdsText(int kind) {
    return kind >= TEXT && kind <= OPAQUE;
  }

  /** Whether edits inside must keep the length. */
  public static boolean keepsLength(int kind) {
    return kind == BYTES || kind == OPAQUE;
  }

  static boolean isRecord(int kind) {
    return kind == LOG || kind == SPAN || kind == METRIC;
  }
}

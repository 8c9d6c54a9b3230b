package io.tocsin.storage.lucene;

import io.tocsin.model.store.SearchField;

/** Names in the index, and how long a keyword may be there. */
final class Fields {
  /** 24 bytes of the record id; unique in its slice. */
  static final String ID = "id";

  /** {@link #LOG} or {@link #SPAN}. */
  static final String KIND = "kind";

  /** Event time, nanoseconds; a span's start. First of the four that order records. */
  static final String EVENT = "event";

  static final String EPOCH = "epoch";
  static final String OFFSET = "offset";

  /** Partition in the upper half, index in the lower. */
  static final String SLOT = "slot";

  static final String TRACE = "trace";
  static final String ACCOUNT = "account";
  static final String TENANT_CODE = "tenant_code";
  static final String ERROR_CODE = "error_code";
  static final String SERVICE = "service";
  static final String SEVERITY = "severity";
  static final String TEXT = "text";

  /** The whole record: a format byte and its JSON. */
  static final String RECORD = "record";

  static final String LOG = "log";
  static final String SPAN = "span";

  /** Lucene takes at most 32,766 bytes. What is longer is known by its beginning. */
  private static final int KEYWORD_CHARS = 1_024;

  private Fields() {}

  static String of(SearchField field) {
    return "f." + field.key();
  }

  static String keyword(String value) {
    return value.length() <= KEYWORD_CHARS ? value : value.substring(0, KEYWORD_CHARS);
  }
}

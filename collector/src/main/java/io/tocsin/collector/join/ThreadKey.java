package io.tocsin.collector.join;

import io.tocsin.model.TenantId;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.telemetry.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread of one running instance.
 *
 * @param thread {@code #<id>} or the name: ids are exact, and the only ones for virtual threads,
 *     which mostly have no name; not every sender has them
 */
record ThreadKey(TenantId tenant, String service, String instance, String thread) {
  private static final String THREAD_ID = "thread.id";

  /** Both names of the span's thread; none where the sender did not say which it was. */
  static List<ThreadKey> of(Span span) {
    List<ThreadKey> keys = new ArrayList<>(2);
    String instance = span.source().instance();
    if (instance != null) {
      if (span.threadId() >= 0) {
        keys.add(key(span.tenant(), span.source(), instance, "#" + span.threadId()));
      }
      if (span.thread() != null && !span.thread().isBlank()) {
        keys.add(key(span.tenant(), span.source(), instance, span.thread()));
      }
    }
    return keys;
  }

  /** Null where the record does not say on which thread of which instance it was made. */
  static @Nullable ThreadKey of(LogRecord record) {
    String instance = record.source().instance();
    String id = record.attributes().get(THREAD_ID);
    String thread = id != null ? "#" + id : record.thread();
    if (instance == null || thread == null || thread.isBlank()) {
      return null;
    }
    return key(record.tenant(), record.source(), instance, thread);
  }

  private static ThreadKey key(TenantId tenant, Source source, String instance, String thread) {
    return new ThreadKey(tenant, source.service(), instance, thread);
  }
}

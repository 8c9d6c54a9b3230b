package io.tocsin.storage.lucene;

import io.tocsin.model.store.SearchField;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.storage.json.ModelJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Records as documents of an index, and back. Found by fields, given back whole from one. */
final class StoredRecord {
  /** JSON, as releases up to 0.1.0 wrote it. */
  private static final byte JSON = 1;

  private static final byte BINARY = 2;
  private static final RecordForm<LogRecord> LOGS = new RecordForm<>(LogRecord.class);
  private static final RecordForm<Span> SPANS = new RecordForm<>(Span.class);

  private final Scratch scratch;
  private final Document document = new Document();

  private StoredRecord(Scratch scratch, String kind, Place place) {
    this.scratch = scratch.begin();
    document.add(new StringField(Fields.ID, place.key(), Field.Store.NO));
    keyword(Fields.KIND, kind);
    document.add(new LongPoint(Fields.EVENT, place.event()));
    document.add(new NumericDocValuesField(Fields.EVENT, place.event()));
    document.add(new NumericDocValuesField(Fields.EPOCH, place.epoch()));
    document.add(new NumericDocValuesField(Fields.OFFSET, place.offset()));
    document.add(new NumericDocValuesField(Fields.SLOT, place.slot()));
  }

  static Document of(LogRecord log, Place place, Scratch scratch) {
    StoredRecord record = new StoredRecord(scratch, Fields.LOG, place);
    record.keyword(Fields.SEVERITY, log.severity().name());
    record.keyword(Fields.TRACE, log.traceId());
    record.text(log.message());
    record.keyword(Fields.of(SearchField.TEMPLATE_ID), log.templateId());
    record.loadTest(log.loadTest());
    record.shared(log.source().service(), log.business(), log.error());
    LOGS.write(log, scratch.bytes().one(BINARY));
    return record.holding(scratch.bytes());
  }

  static Document of(Span span, Place place, Scratch scratch) {
    StoredRecord record = new StoredRecord(scratch, Fields.SPAN, place);
    record.keyword(Fields.TRACE, span.traceId());
    record.text(span.name());
    record.loadTest(span.loadTest());
    record.shared(span.source().service(), span.business(), span.error());
    SPANS.write(span, scratch.bytes().one(BINARY));
    return record.holding(scratch.bytes());
  }

  static <T> T read(BytesRef stored, Class<T> type) throws IOException {
    byte format = stored.length == 0 ? 0 : stored.bytes[stored.offset];
    int offset = stored.offset + 1;
    int length = stored.length - 1;
    return switch (format) {
      case JSON -> ModelJson.read(stored.bytes, offset, length, type);
      case BINARY -> type.cast(formOf(type).read(ByteBuffer.wrap(stored.bytes, offset, length)));
      default ->
          throw new IOException("record of format " + format + " (expected: 1 or " + BINARY + ")");
    };
  }

  private static RecordForm<?> formOf(Class<?> type) {
    return type == Span.class ? SPANS : LOGS;
  }

  private void shared(String service, Business business, @Nullable ErrorInfo error) {
    keyword(Fields.SERVICE, service);
    keyword(Fields.TENANT_CODE, business.tenantCode());
    keyword(Fields.of(SearchField.BIZ_CODE), business.businessCode());
    keyword(Fields.of(SearchField.RISK_LEVEL), business.riskLevel());
    keyword(Fields.of(SearchField.SLI), business.sli());
    keyword(Fields.of(SearchField.UNIT), business.unit());
    keyword(Fields.of(SearchField.ZONE), business.zone());
    business.messageIds().forEach(id -> keyword(Fields.of(SearchField.MESSAGE_ID), id));
    AccountRef account = business.account();
    if (account != null) {
      account.tokens().forEach(token -> keyword(Fields.ACCOUNT, token));
    }
    if (error != null) {
      keyword(Fields.ERROR_CODE, error.code());
      text(error.message());
      String type = error.type();
      text(type);
      if (type != null) {
        text(Words.humps(type.substring(type.lastIndexOf('.') + 1)));
      }
    }
  }

  private void loadTest(boolean coloured) {
    keyword(Fields.of(SearchField.LOAD_TEST), coloured ? "true" : null);
  }

  private void keyword(String field, @Nullable String value) {
    if (value != null) {
      document.add(new StringField(field, Fields.keyword(value), Field.Store.NO));
    }
  }

  private void text(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      document.add(scratch.words(text));
    }
  }

  private Document holding(ByteSink record) {
    document.add(new StoredField(Fields.RECORD, record.copy()));
    return document;
  }
}

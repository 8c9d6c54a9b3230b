package io.tocsin.storage.lucene;

import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.ErrorInfo;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.storage.json.ModelJson;
import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Records as documents of an index, and back. Found by fields, given back whole from one. */
final class StoredRecord {
  private static final byte FORMAT = 1;
  private static final FieldType WORDS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    WORDS.setTokenized(true);
    WORDS.setOmitNorms(true);
    WORDS.freeze();
  }

  private final Words words;
  private final Document document = new Document();

  private StoredRecord(Words words, String kind, Place place) {
    this.words = words;
    document.add(new StringField(Fields.ID, place.key(), Field.Store.NO));
    keyword(Fields.KIND, kind);
    document.add(new LongPoint(Fields.EVENT, place.event()));
    document.add(new NumericDocValuesField(Fields.EVENT, place.event()));
    document.add(new NumericDocValuesField(Fields.EPOCH, place.epoch()));
    document.add(new NumericDocValuesField(Fields.OFFSET, place.offset()));
    document.add(new NumericDocValuesField(Fields.SLOT, place.slot()));
  }

  static Document of(LogRecord log, Place place, Words words) {
    StoredRecord record = new StoredRecord(words, Fields.LOG, place);
    record.keyword(Fields.SEVERITY, log.severity().name());
    record.keyword(Fields.TRACE, log.traceId());
    record.text(log.message());
    record.shared(log.source().service(), log.business(), log.error());
    return record.holding(log);
  }

  static Document of(Span span, Place place, Words words) {
    StoredRecord record = new StoredRecord(words, Fields.SPAN, place);
    record.keyword(Fields.TRACE, span.traceId());
    record.text(span.name());
    record.shared(span.source().service(), span.business(), span.error());
    return record.holding(span);
  }

  static <T> T read(BytesRef stored, Class<T> type) throws IOException {
    byte format = stored.length == 0 ? 0 : stored.bytes[stored.offset];
    if (format != FORMAT) {
      throw new IOException("record of format " + format + " (expected: " + FORMAT + ")");
    }
    return ModelJson.read(stored.bytes, stored.offset + 1, stored.length - 1, type);
  }

  private void shared(String service, Business business, @Nullable ErrorInfo error) {
    keyword(Fields.SERVICE, service);
    keyword(Fields.TENANT_CODE, business.tenantCode());
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

  private void keyword(String field, @Nullable String value) {
    if (value != null) {
      document.add(new StringField(field, Fields.keyword(value), Field.Store.NO));
    }
  }

  private void text(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      document.add(new Field(Fields.TEXT, words.plain(text), WORDS));
    }
  }

  private Document holding(Object record) {
    byte[] json = ModelJson.bytes(record);
    byte[] stored = new byte[json.length + 1];
    stored[0] = FORMAT;
    System.arraycopy(json, 0, stored, 1, json.length);
    document.add(new StoredField(Fields.RECORD, stored));
    return document;
  }
}

package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.Span;
import io.tocsin.storage.contract.LogSample;
import io.tocsin.storage.json.ModelJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class RecordFormTest {
  @Test
  void everyComponent_ofLogsAndSpans_comesBackAsItWas() throws Exception {
    LogRecord log = (LogRecord) filled(LogRecord.class);
    Span span = (Span) filled(Span.class);

    assertThat(again(LogRecord.class, log)).isEqualTo(log);
    assertThat(again(Span.class, span)).isEqualTo(span);
  }

  @Test
  void whatIsNotThere_isNullOrEmptyOrFalse() throws IOException {
    LogRecord bare = LogSample.at(1).message("").make();

    assertThat(again(LogRecord.class, bare)).isEqualTo(bare);
  }

  public record Before(String kept, String gone, long number) {}

  public record After(long number, String kept, List<String> more, Map<String, String> most) {}

  @Test
  void component_thatIsUnknown_isPassedOver_andOneThatIsMissing_isEmpty() throws IOException {
    byte[] written = bytes(Before.class, new Before("here", "x".repeat(300), -1));

    assertThat(new RecordForm<>(After.class).read(ByteBuffer.wrap(written)))
        .isEqualTo(new After(-1, "here", List.of(), Map.of()));
  }

  @Test
  void bytes_thatNobodyWrote_areAnIoException() {
    byte[] cut = bytes(Before.class, new Before("here", "there", 7));

    assertThatThrownBy(() -> new RecordForm<>(Before.class).read(ByteBuffer.wrap(cut, 0, 9)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() ->
            new RecordForm<>(Before.class)
                .read(ByteBuffer.wrap(new byte[] {1, 2, -1, -1, -1, -1, -1})))
        .isInstanceOf(IOException.class);
  }

  @Test
  void record_ofTheFirstFormat_canStillBeRead() throws IOException {
    LogRecord log =
        LogSample.at(1).account("acct_a").error("E1", "java.io.IOException", "m").make();
    byte[] json = ModelJson.bytes(log);
    byte[] stored = new byte[json.length + 1];
    stored[0] = 1;
    System.arraycopy(json, 0, stored, 1, json.length);

    assertThat(StoredRecord.read(new BytesRef(stored), LogRecord.class)).isEqualTo(log);
  }

  private static <T> T again(Class<T> type, T record) throws IOException {
    return new RecordForm<>(type).read(ByteBuffer.wrap(bytes(type, record)));
  }

  private static <T> byte[] bytes(Class<T> type, T record) {
    ByteSink out = new ByteSink();
    new RecordForm<>(type).write(record, out);
    return out.copy();
  }

  /** A value for each component, so that one which is added later is tried too. */
  private static Object filled(Class<?> type) throws ReflectiveOperationException {
    if (type == String.class) {
      return "text é 字 🔥";
    }
    if (type == long.class) {
      return Long.MIN_VALUE + 7;
    }
    if (type == int.class) {
      return 41;
    }
    if (type == boolean.class || type == Boolean.class) {
      return true;
    }
    if (type == List.class) {
      return List.of("first", "", "x".repeat(200));
    }
    if (type == Map.class) {
      return Map.of("key", "value", "long", "v".repeat(70_000));
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[constants.length - 1];
    }
    if (type == io.tocsin.model.TenantId.class) {
      return new io.tocsin.model.TenantId("bank");
    }
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
      values.add(filled(component.getType()));
    }
    return type.getConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
  }
}

package io.tocsin.collector.receiver.filelog.format;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.tocsin.collector.wire.Arena;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What a format makes of a text, read back by protobuf's own classes. */
final class Parsed {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private Parsed() {}

  static FormatConfig config(FormatConfig.Type type) {
    return FormatConfig.of(type);
  }

  static FormatConfig pattern(String layout) {
    return pattern(layout, "UTC");
  }

  static FormatConfig pattern(String layout, String zone) {
    return new FormatConfig(FormatConfig.Type.PATTERN, layout, null, Map.of(), null, zone, 256);
  }

  /** Empty where the text is not of the format. */
  static Optional<LogRecord> tried(FormatConfig config, String text) {
    return tried(config, text.getBytes(StandardCharsets.UTF_8));
  }

  static Optional<LogRecord> tried(FormatConfig config, byte[] bytes) {
    InstantSource clock = InstantSource.fixed(NOW);
    RecordWriter writer = config.writer(clock);
    writer.begin();
    // As within a buffer: what stands around must not matter.
    byte[] around = new byte[bytes.length + 2];
    Arrays.fill(around, (byte) '"');
    System.arraycopy(bytes, 0, around, 1, bytes.length);
    if (!config.format(clock).parse(around, 1, bytes.length + 1, writer)) {
      return Optional.empty();
    }
    Arena out = new Arena();
    writer.finish(out);
    try {
      return Optional.of(LogRecord.parseFrom(Arrays.copyOf(out.bytes(), out.size())));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no protobuf", e);
    }
  }

  static LogRecord record(FormatConfig config, String text) {
    return tried(config, text).orElseThrow(() -> new AssertionError("not of the format: " + text));
  }

  static String attribute(LogRecord record, String key) {
    return record.getAttributesList().stream()
        .filter(pair -> pair.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(AnyValue::getStringValue)
        .findFirst()
        .orElse("");
  }

  static AnyValue value(LogRecord record, String key) {
    return record.getAttributesList().stream()
        .filter(pair -> pair.getKey().equals(key))
        .map(KeyValue::getValue)
        .findFirst()
        .orElse(AnyValue.getDefaultInstance());
  }

  static Instant time(LogRecord record) {
    return Instant.ofEpochSecond(0, record.getTimeUnixNano());
  }

  static String hex(com.google.protobuf.ByteString id) {
    StringBuilder text = new StringBuilder();
    id.forEach(b -> text.append("%02x".formatted(b)));
    return text.toString();
  }
}

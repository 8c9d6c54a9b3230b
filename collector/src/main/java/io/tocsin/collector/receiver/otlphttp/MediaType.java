package io.tocsin.collector.receiver.otlphttp;

import com.google.gson.JsonObject;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.tocsin.collector.intake.RefusedRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** OTLP's two encodings; an answer uses the one of its request. */
enum MediaType {
  PROTOBUF("application/x-protobuf"),
  JSON("application/json");

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private final String contentType;

  MediaType(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  static MediaType of(@Nullable String header) throws RefusedRequestException {
    String type = header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    for (MediaType known : values()) {
      if (known.contentType.equals(type)) {
        return known;
      }
    }
    throw new RefusedRequestException(
        RefusedRequestException.Kind.UNSUPPORTED,
        "content_type",
        "Content-Type %s (expected: application/x-protobuf or application/json)"
            .formatted(type.isEmpty() ? "is absent" : type));
  }

  /** JSON where the request's type is unknown: then a person is more likely to read it. */
  static MediaType forErrorsOf(@Nullable String header) {
    try {
      return of(header);
    } catch (RefusedRequestException unknown) {
      return JSON;
    }
  }

  byte[] encode(Message message) {
    try {
      return this == PROTOBUF
          ? message.toByteArray()
          : PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer holds no Any", e);
    }
  }

  /** {@code google.rpc.Status} with code 0 left out: field 2 is the message. */
  byte[] encodeStatus(String message) {
    if (this == JSON) {
      JsonObject status = new JsonObject();
      status.addProperty("message", message);
      return status.toString().getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeString(2, message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}

package io.tocsin.collector.processor.masking;

import static io.tocsin.collector.pipeline.Requests.TENANT;
import static io.tocsin.collector.pipeline.Requests.attributes;
import static io.tocsin.collector.pipeline.Requests.decodeLogs;
import static io.tocsin.collector.pipeline.Requests.log;
import static io.tocsin.collector.pipeline.Requests.logs;
import static io.tocsin.collector.pipeline.Requests.pair;
import static io.tocsin.collector.pipeline.Requests.pipeline;
import static io.tocsin.collector.pipeline.Requests.process;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tocsin.collector.TelemetryAttributes;
import io.tocsin.collector.pipeline.Processed;
import io.tocsin.collector.pipeline.Requests;
import io.tocsin.collector.pipeline.WirePipeline;
import io.tocsin.collector.wire.WireLimits;
import io.tocsin.model.log.TelemetryKind;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingProcessorTest {
  private static final String MOBILE = "13800005678";
  private static final String CARD = "6222021234567890128";

  @Test
  void valueUnderASensitiveKey_isReplacedWhateverItsType() throws Exception {
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(ArrayValue.newBuilder().addValues(Requests.text("Basic eHg=")))
            .build();
    AnyValue map =
        AnyValue.newBuilder()
            .setKvlistValue(KeyValueList.newBuilder().addValues(pair("a", "b")))
            .build();
    LogRecord done =
        process(
            log("x")
                .addAttributes(pair("db.password", "hunter2"))
                .addAttributes(pair("http.request.header.authorization", list))
                .addAttributes(pair("clientSecret", map))
                .addAttributes(pair("pin", AnyValue.newBuilder().setIntValue(1234).build()))
                .addAttributes(
                    pair(
                        "cvv",
                        AnyValue.newBuilder().setBytesValue(ByteString.fromHex("01")).build()))
                .addAttributes(
                    pair("password_set", AnyValue.newBuilder().setBoolValue(true).build()))
                .addAttributes(pair("token_type", "opaque")));
    assertThat(attributes(done.getAttributesList()))
        .containsEntry("db.password", "***")
        .containsEntry("http.request.header.authorization", "***")
        .containsEntry("clientSecret", "***")
        .containsEntry("pin", "***")
        .containsEntry("cvv", "***")
        .containsEntry("token_type", "opaque")
        .containsEntry(TelemetryAttributes.MASKED, "key=5");
    assertThat(done.getAttributes(5).getValue().getBoolValue()).isTrue();
  }

  @Test
  void record_saysWhatWasMaskedInIt() throws Exception {
    LogRecord done =
        process(log("pay " + CARD + " call " + MOBILE + " or " + MOBILE + " password=x"));
    assertThat(done.getBody().getStringValue())
        .isEqualTo("pay 622202*********0128 call 138****5678 or 138****5678 password=***");
    assertThat(attributes(done.getAttributesList()))
        .isEqualTo(Map.of(TelemetryAttributes.MASKED, "key=1,card=1,mobile=2"));
  }

  @Test
  void accountIdWithACardsForm_isNoCard_whereverItsTokenStandsForIt() throws Exception {
    LogRecord done =
        process(
            log("from " + CARD + " and 6222 0212 3456 7890 128")
                .addAttributes(pair("account_id", CARD))
                .addAttributes(
                    pair(
                        "accountNo",
                        AnyValue.newBuilder().setIntValue(Long.parseLong(CARD)).build()))
                .addAttributes(
                    pair(
                        "account.id",
                        AnyValue.newBuilder()
                            .setBytesValue(ByteString.copyFromUtf8(CARD))
                            .build())));
    assertThat(done.getBody().getStringValue()).matches("from acct_\\S+ and acct_\\S+");
    assertThat(attributes(done.getAttributesList())).doesNotContainKey(TelemetryAttributes.MASKED);
  }

  @Test
  void cardBesideAnAccountId_isStillTold() throws Exception {
    LogRecord done =
        process(log("card 4111111111111111 of account_id=" + CARD + ", again " + CARD));
    assertThat(done.getBody().getStringValue())
        .matches("card 411111\\*{6}1111 of account_id=acct_\\S+ again acct_\\S+");
    assertThat(attributes(done.getAttributesList()))
        .containsEntry(TelemetryAttributes.MASKED, "card=1");
  }

  @Test
  void counts_reachTheCaller() throws Exception {
    byte[] payload = logs(log(MOBILE), log("x").addAttributes(pair("secret", "y")));
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, payload, 1);
    assertThat(done.masked()).isEqualTo(Map.of("mobile", 1, "key", 1));
  }

  @Test
  void everyPlaceOfALogRecord_isMasked() throws Exception {
    AnyValue deep = Requests.text("in " + CARD);
    for (int i = 0; i < 5; i++) {
      deep =
          AnyValue.newBuilder()
              .setKvlistValue(
                  KeyValueList.newBuilder()
                      .addValues(
                          pair(
                              "level " + MOBILE,
                              AnyValue.newBuilder()
                                  .setArrayValue(ArrayValue.newBuilder().addValues(deep))
                                  .build())))
              .build();
    }
    LogRecord done =
        process(
            LogRecord.newBuilder()
                .setBody(deep)
                .setSeverityText(MOBILE)
                .setEventName("event." + CARD)
                .setTraceId(ByteString.copyFromUtf8("a" + CARD))
                .addAttributes(pair("key " + MOBILE, "x"))
                .addAttributes(
                    pair("n", AnyValue.newBuilder().setIntValue(Long.parseLong(CARD)).build()))
                .addAttributes(
                    pair("d", AnyValue.newBuilder().setDoubleValue(13800005678.0).build()))
                .addAttributes(
                    pair(
                        "b",
                        AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(CARD)).build()))
                .setUnknownFields(
                    UnknownFieldSet.newBuilder()
                        .addField(
                            99,
                            UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("u " + MOBILE))
                                .addGroup(
                                    UnknownFieldSet.newBuilder()
                                        .addField(
                                            3,
                                            UnknownFieldSet.Field.newBuilder()
                                                .addLengthDelimited(ByteString.copyFromUtf8(CARD))
                                                .build())
                                        .build())
                                .build())
                        .build()));
    assertThat(Requests.holds(done.toByteArray(), MOBILE)).isFalse();
    assertThat(Requests.holds(done.toByteArray(), CARD)).isFalse();
    assertThat(attributes(done.getAttributesList()))
        .containsEntry("n", "622202*********0128")
        .containsEntry("d", "138****5678");
    assertThat(done.getUnknownFields().getField(99).getLengthDelimitedList().getFirst())
        .isEqualTo(ByteString.copyFromUtf8("u 138****5678"));
  }

  @Test
  void everyPlaceOfASpan_isMasked() throws Exception {
    Span done =
        process(
            Span.newBuilder()
                .setName("GET /" + MOBILE)
                .setTraceState("vendor=" + MOBILE)
                .setStatus(Status.newBuilder().setMessage("no " + CARD))
                .addAttributes(pair("url.query", "card=" + CARD + "&token=abc"))
                .addEvents(
                    Span.Event.newBuilder()
                        .setName(MOBILE)
                        .addAttributes(pair("exception.message", "card " + CARD))
                        .addAttributes(pair("exception.stacktrace", "E: " + CARD + "\n\tat a.B.c")))
                .addLinks(
                    Span.Link.newBuilder()
                        .setTraceState(MOBILE)
                        .addAttributes(pair("secret", MOBILE))));
    assertThat(done.toString()).doesNotContain(MOBILE).doesNotContain(CARD).contains("token=***");
    assertThat(done.getName()).isEqualTo("GET /138****5678");
    assertThat(done.getStatus().getMessage()).isEqualTo("no 622202*********0128");
  }

  @Test
  void resourceAndScope_areMasked() throws Exception {
    Resource resource =
        Resource.newBuilder()
            .addAttributes(pair("process.command_line", "java -Dpassword=x " + CARD))
            .addAttributes(pair("api.key", "y"))
            .build();
    Processed done =
        pipeline(1).process(TENANT, TelemetryKind.LOGS, logs(resource, log("a"), log("b")), 1);
    byte[] payload = done.parts().getFirst().payload();
    assertThat(Requests.holds(payload, CARD)).isFalse();
    assertThat(Requests.holds(payload, "java -Dpassword=*** 622202*********0128")).isTrue();
    assertThat(Requests.decodeLogs(done.parts().getFirst())).hasSize(2);
  }

  @Test
  void valueInTheSecondOccurrence_ofASingularField_isMasked() throws Exception {
    byte[] first = log("harmless").build().toByteArray();
    byte[] second = log("second " + MOBILE).build().toByteArray();
    KeyValue renamed = pair("password", "one");
    ByteArrayOutputStream attribute = new ByteArrayOutputStream();
    attribute.writeBytes(pair("note", "hidden " + CARD).toByteArray());
    attribute.writeBytes(renamed.toByteArray());
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(first);
    record.writeBytes(second);
    record.write(6 << 3 | 2);
    record.write(attribute.size());
    record.writeBytes(attribute.toByteArray());
    byte[] payload = wrapped(wrapped(wrapped(record.toByteArray(), 2), 2), 1);
    Processed done = pipeline(1).process(TENANT, TelemetryKind.LOGS, payload, 1);
    assertThat(done.repaired()).isEqualTo(Map.of("merged", 1));
    LogRecord merged = Requests.decodeLogs(done.parts().getFirst()).getFirst();
    assertThat(merged.getBody().getStringValue()).isEqualTo("second 138****5678");
    assertThat(attributes(merged.getAttributesList())).containsEntry("password", "***");
    assertThat(Requests.holds(done.parts().getFirst().payload(), CARD)).isFalse();
    assertThat(Requests.holds(done.parts().getFirst().payload(), "one")).isFalse();
  }

  private static byte[] wrapped(byte[] message, int field) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(field << 3 | 2);
    out.write(message.length & 0x7f | 0x80);
    out.write(message.length >>> 7);
    out.writeBytes(message);
    return out.toByteArray();
  }

  @Test
  void jsonBody_staysJson() throws Exception {
    String body =
        "{\"user\":{\"password\":{\"old\":\"a\"},\"pin\":1234,\"inner\":\"{\\\"cvv\\\":\\\"9\\\"}\"}}";
    assertThat(process(log(body)).getBody().getStringValue())
        .isEqualTo(
            "{\"user\":{\"password\":\"***\",\"pin\":\"***\",\"inner\":\"{\\\"cvv\\\":\\\"***\\\"}\"}}");
  }

  @Test
  void ownPattern_isTriedOnKeysToo() throws Exception {
    PatternConfig policy = new PatternConfig("policy", "policy-([a-z]+)", "***");
    WirePipeline own =
        new WirePipeline(
            List.of(new MaskingProcessor(MaskingConfig.defaults().withPatterns(List.of(policy)))),
            1,
            WireLimits.defaults());
    byte[] request = logs(log("x").addAttributes(pair("policy-gold", "holder of policy-gold")));

    LogRecord done =
        decodeLogs(own.process(TENANT, TelemetryKind.LOGS, request, 1).parts().getFirst())
            .getFirst();

    assertThat(attributes(done.getAttributesList()))
        .containsEntry("policy-***", "holder of policy-***");
  }

  @Test
  void sensitiveKeys_areKnownInEveryWriting() {
    SensitiveKeys keys =
        new SensitiveKeys(MaskingConfig.defaults().keys(), MaskingConfig.defaults().keyWords());
    for (String key :
        List.of(
            "password",
            "PASSWORD",
            "userPassword",
            "user_password_hash",
            "X-Api-Key",
            "apiKey",
            "APIKey",
            "access.token",
            "refreshToken",
            "aws.secret_access_key",
            "Set-Cookie",
            "用户密码",
            "db.credentials",
            "PIN",
            "cardCVV2")) {
      assertThat(keys.contains(key)).as(key).isTrue();
    }
    for (String key :
        List.of(
            "token_type",
            "tokens",
            "spin",
            "shipping",
            "pin_count",
            "authorization_endpoint",
            "password.policy.length",
            "secretary",
            "compassword2",
            "key",
            "")) {
      assertThat(keys.contains(key)).as(key).isFalse();
    }
  }
}

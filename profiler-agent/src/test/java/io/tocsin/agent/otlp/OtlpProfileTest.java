package io.tocsin.agent.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decoded by protobuf's own classes. */
class OtlpProfileTest {
  private static final Instant FROM = Instant.parse("2026-11-21T10:00:00.123456789Z");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 127, 128, 20_000, 3_000_000})
  void requestWithTheRecordingAtItsEnd_isAProfile(int size) throws Exception {
    byte[] recording = new byte[size];
    java.util.Arrays.fill(recording, (byte) 0x5a);
    UUID id = UUID.fromString("0a0b0c0d-0102-0304-0506-070809101112");
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("tocsin.profile.cpu_engine", "ctimer");
    attributes.put("tocsin.profile.cpu_interval_ns", 10_000_000L);

    byte[] before =
        new OtlpProfile(Map.of("service.name", "bank"), "1.2")
            .head(id, FROM, attributes)
            .before(Duration.ofMillis(10_001), size);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(before);
    whole.write(recording);
    ExportProfilesServiceRequest request =
        ExportProfilesServiceRequest.parseFrom(whole.toByteArray());

    var resource = request.getResourceProfilesList().get(0);
    assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
        .isEqualTo("bank");
    assertThat(resource.getScopeProfiles(0).getScope().getName()).isEqualTo("io.tocsin.agent");
    Profile profile = resource.getScopeProfiles(0).getProfiles(0);
    assertThat(profile.getOriginalPayload().toByteArray()).isEqualTo(recording);
    assertThat(profile.getOriginalPayloadFormat()).isEqualTo("jfr");
    assertThat(profile.getTimeUnixNano())
        .isEqualTo(FROM.getEpochSecond() * 1_000_000_000L + 123_456_789);
    assertThat(profile.getDurationNano()).isEqualTo(10_001_000_000L);
    ByteBuffer sent = profile.getProfileId().asReadOnlyByteBuffer();
    assertThat(new UUID(sent.getLong(), sent.getLong())).isEqualTo(id);
    assertThat(request.getUnknownFields().asMap()).isEmpty();
    check(profile, request.getDictionary());
  }

  private static void check(Profile profile, ProfilesDictionary dictionary) {
    assertThat(dictionary.getMappingTableList()).hasSize(1);
    assertThat(dictionary.getLocationTableList()).hasSize(1);
    assertThat(dictionary.getFunctionTableList()).hasSize(1);
    assertThat(dictionary.getStackTableList()).hasSize(1);
    assertThat(dictionary.getLinkTable(0).getTraceId()).hasSize(16);
    assertThat(dictionary.getStringTable(0)).isEmpty();
    assertThat(dictionary.getAttributeTable(0).getKeyStrindex()).isZero();
    assertThat(profile.getAttributeIndicesList()).containsExactly(1, 2);
    var first = dictionary.getAttributeTable(1);
    assertThat(dictionary.getStringTable(first.getKeyStrindex()))
        .isEqualTo("tocsin.profile.cpu_engine");
    assertThat(first.getValue().getStringValue()).isEqualTo("ctimer");
    var second = dictionary.getAttributeTable(2);
    assertThat(dictionary.getStringTable(second.getKeyStrindex()))
        .isEqualTo("tocsin.profile.cpu_interval_ns");
    assertThat(second.getValue().getIntValue()).isEqualTo(10_000_000);
  }
}

package io.tocsin.collector.wiring;

import static io.tocsin.collector.Otlp.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.collector.Otlp;
import io.tocsin.collector.recording.JfrSample;
import io.tocsin.model.Health;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.Batch;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Recording;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recording from the wire to the profile store. */
class ProfileStoryTest {
  private static final String PATH = "/v1development/profiles";
  private static final String ID = "0190aabbccdd7eeff0112233445566aa";
  private static final String SECRET = "hunter2-very-secret";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Resource LEDGER =
      Otlp.resource("ledger", "ledger-1").toBuilder()
          .addAttributes(attribute("service.version", "1.4"))
          .addAttributes(attribute("vcs.ref.head.revision", "c0ffee"))
          .addAttributes(attribute("process.password", SECRET))
          .build();

  private final RunningCollector collector = new RunningCollector();

  @AfterEach
  void close() {
    collector.close();
  }

  private static JfrSample sample() {
    return new JfrSample()
        .cpu(5, 1, "main;pay")
        .cpu(6, 1, "main;idle")
        .span(5, 1, 1, "00-" + TRACE + "-b7ad6b7169203331-01");
  }

  private HttpResponse<byte[]> post(ExportProfilesServiceRequest request) {
    return collector.post(PATH, request);
  }

  private static String message(HttpResponse<byte[]> response) throws Exception {
    return ExportProfilesServiceResponse.parseFrom(response.body())
        .getPartialSuccess()
        .getErrorMessage();
  }

  private LedgerLine settledLedger() {
    await().until(() -> collector.components.ledger().lines().getFirst().inFlight() == 0);
    LedgerLine line = collector.components.ledger().lines().getFirst();
    assertThat(line.missing()).isZero();
    return line;
  }

  @Test
  void recording_isReadMaskedAndKept_withAllThatItsSenderSaid() throws Exception {
    byte[] recording = sample().jvm("-Dpassword=" + SECRET, "Main").make();
    HttpResponse<byte[]> response =
        post(
            Otlp.profile(
                LEDGER,
                ID,
                recording,
                attribute("tocsin.profile.cpu_engine", "ctimer"),
                attribute("note", "call 13800005678")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ExportProfilesServiceResponse.parseFrom(response.body()).hasPartialSuccess())
        .isFalse();
    assertThat(settledLedger().stored()).isEqualTo(1);
    Recording kept = collector.profiles.recordings().getFirst();
    ProfileInfo info = kept.info();
    assertThat(info.id()).isEqualTo(ID);
    assertThat(info.tenant()).isEqualTo(RunningCollector.TENANT);
    assertThat(info.source().service()).isEqualTo("ledger");
    assertThat(info.source().version()).isEqualTo("1.4");
    assertThat(info.source().instance()).isEqualTo("ledger-1");
    assertThat(info.source().environment()).isEqualTo("prod");
    assertThat(info.revision()).isEqualTo("c0ffee");
    assertThat(info.cpuEngine()).isEqualTo("ctimer");
    assertThat(info.from()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    assertThat(info.to()).isEqualTo(Instant.parse("2026-11-21T10:00:10Z"));
    assertThat(info.types()).containsExactly(ProfileType.CPU);
    assertThat(kept.stacks().get(ProfileType.CPU).total()).isEqualTo(20_000_000);
    assertThat(kept.ofSpans())
        .singleElement()
        .satisfies(span -> assertThat(span.traceId()).isEqualTo(TRACE));
    for (Batch batch : collector.log.batches()) {
      String onDisk = new String(batch.payload(), StandardCharsets.ISO_8859_1);
      assertThat(onDisk).doesNotContain(SECRET).doesNotContain("13800005678");
    }
    assertThat(new String(collector.profiles.original(ID), StandardCharsets.ISO_8859_1))
        .startsWith("FLR")
        .doesNotContain(SECRET);
  }

  @Test
  void sameRequestTwice_andSameRecordingInAnother_areKeptOnce() {
    ExportProfilesServiceRequest request = Otlp.profile(LEDGER, ID, sample().make());
    post(request);
    post(request);
    post(Otlp.profile(LEDGER, ID, sample().make(), attribute("other", "request")));

    LedgerLine line = settledLedger();
    assertThat(line.stored()).isEqualTo(1);
    assertThat(line.dropped()).isEqualTo(Map.of("duplicate", 1L, "duplicate_recording", 1L));
    assertThat(collector.profiles.recordings()).hasSize(1);
  }

  @Test
  void whatCannotBeScreened_isDroppedAtTheDoor_andItsSenderIsTold() throws Exception {
    byte[] garbage = new byte[500];
    new Random(1).nextBytes(garbage);

    HttpResponse<byte[]> response = post(Otlp.profile(LEDGER, ID, garbage));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(message(response)).contains("unreadable_recording=1");
    assertThat(settledLedger().dropped()).isEqualTo(Map.of("unreadable_recording", 1L));
    assertThat(collector.log.batches()).isEmpty();
  }

  @Test
  void profileWithoutARecording_isDropped_andItsSenderIsTold() throws Exception {
    ExportProfilesServiceRequest.Builder request =
        Otlp.profile(LEDGER, ID, sample().make()).toBuilder();
    Profile.Builder profile =
        request.getResourceProfilesBuilder(0).getScopeProfilesBuilder(0).getProfilesBuilder(0);
    profile.setOriginalPayloadFormat("pprof");

    assertThat(message(post(request.build()))).contains("no_jfr_recording=1");
  }

  @Test
  void recordingOverItsLimit_andBodyThatIsNone_areRefused() {
    assertThat(post(Otlp.profile(LEDGER, ID, new byte[9 << 20])).statusCode()).isEqualTo(413);
    assertThat(collector.post(PATH, "application/x-protobuf", new byte[] {-1, -1, -1}).statusCode())
        .isEqualTo(400);
    assertThat(collector.post(PATH, "text/plain", new byte[0]).statusCode()).isEqualTo(415);
  }

  @Test
  void json_withAHexId_isTakenToo() throws Exception {
    ExportProfilesServiceRequest.Builder request =
        Otlp.profile(LEDGER, ID, sample().make()).toBuilder();
    String json = JsonFormat.printer().print(request);
    String base64 = java.util.Base64.getEncoder().encodeToString(Otlp.id(ID).toByteArray());
    String hex = json.replace(base64, ID);
    assertThat(hex).isNotEqualTo(json);

    assertThat(
            collector
                .post(PATH, "application/json", hex.getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
    settledLedger();
    assertThat(collector.profiles.recordings().getFirst().info().id()).isEqualTo(ID);
  }

  @Test
  void profileWithoutAnId_hasOneThatTheSameRecordingGivesAgain() {
    ExportProfilesServiceRequest.Builder request =
        Otlp.profile(LEDGER, ID, sample().make()).toBuilder();
    request
        .getResourceProfilesBuilder(0)
        .getScopeProfilesBuilder(0)
        .getProfilesBuilder(0)
        .setProfileId(ByteString.EMPTY);
    post(request.build());
    request.getResourceProfilesBuilder(0).setSchemaUrl("another request");
    post(request.build());

    assertThat(settledLedger().dropped()).isEqualTo(Map.of("duplicate_recording", 1L));
  }

  @Test
  void storeThatFailsForAWhile_keepsNothingFromBeingStored() {
    collector.profiles.failNext(3);
    post(Otlp.profile(LEDGER, ID, sample().make()));

    assertThat(settledLedger().stored()).isEqualTo(1);
    assertThat(collector.profiles.recordings()).hasSize(1);
    await()
        .until(() ->
            collector.components.all().stream()
                .allMatch(part -> part.health().state() == Health.State.UP));
  }
}

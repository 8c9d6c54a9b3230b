package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.profiles.v1development.Profile;
import io.opentelemetry.proto.profiles.v1development.ResourceProfiles;
import io.opentelemetry.proto.profiles.v1development.ScopeProfiles;
import io.opentelemetry.proto.resource.v1.Resource;
import io.tocsin.collector.recording.RecordingDecoder;
import io.tocsin.collector.recording.RecordingLimits;
import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import io.tocsin.storage.blob.FilesBlobConfig;
import io.tocsin.storage.blob.FilesBlobStore;
import io.tocsin.storage.profile.FileProfileCatalogue;
import io.tocsin.storage.profile.ProfileCatalogueConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real recordings into a running server that is killed on the way: each acknowledged one is there
 * once, with its stacks, and nothing of what its JVM was told on the command line.
 */
class ProfilesPathTest {
  private static final String PLANTED = "planted-6222021234567890128";
  private static final TenantId TENANT = new TenantId("default");

  /** What an application might record of itself. */
  static class PaymentEvent extends Event {
    String note = "";
  }

  @TempDir private Path folder;
  private volatile long sink;

  @Test
  void T28_recordings_overAKill_areThereOnceAndAnswerQueries() throws Exception {
    byte[] recording = recording();
    Instant start = Instant.now().minus(Duration.ofMinutes(5));
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    try (RunningTocsin tocsin = RunningTocsin.start(folder, "")) {
      AtomicBoolean enough = new AtomicBoolean();
      Thread load =
          Thread.ofPlatform().start(() -> send(tocsin, recording, start, acknowledged, enough));
      awaitMore(acknowledged);
      tocsin.killServer();
      tocsin.startServer();
      awaitMore(acknowledged);
      enough.set(true);
      load.join();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> metric(tocsin, "tocsin_log_reader_lag_batches{reader=\"profiles\"}") == 0);
      assertThat(metrics(tocsin).stream().map(line -> line.substring(0, line.lastIndexOf(' '))))
          .as("series")
          .contains("tocsin_profile_bytes")
          .doesNotHaveDuplicates();
      assertThat(metric(tocsin, "tocsin_ledger_in_flight_records{tenant=\"default\"}")).isZero();
    }
    compare(recording, start, acknowledged);
    assertThat(filesWithWhatWasPlanted()).isEmpty();
  }

  private static void awaitMore(Set<String> acknowledged) {
    int enough = acknowledged.size() + 8;
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged.size() >= enough);
  }

  private static List<String> metrics(RunningTocsin tocsin) throws IOException {
    return tocsin
        .get(tocsin.console("/api/v1/metrics"), tocsin.secret("api-default.token"))
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static double metric(RunningTocsin tocsin, String series) throws IOException {
    return metrics(tocsin).stream()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /** What the JDK's recorder sees of this JVM, once it has seen the busy method. */
  private byte[] recording() throws Exception {
    RecordingDecoder decoder = new RecordingDecoder(RecordingLimits.defaults());
    while (true) {
      Path file = folder.resolve("jdk.jfr");
      try (Recording recorder = new Recording()) {
        recorder.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
        recorder.enable("jdk.InitialSystemProperty");
        recorder.enable("jdk.JVMInformation");
        recorder.enable(PaymentEvent.class);
        recorder.start();
        PaymentEvent payment = new PaymentEvent();
        payment.note = PLANTED;
        payment.commit();
        burn(System.nanoTime() + 400_000_000);
        recorder.stop();
        recorder.dump(file);
      }
      byte[] recording = Files.readAllBytes(file);
      Files.delete(file);
      Stacks cpu = decoder.decode(recording).stacks().get(ProfileType.CPU);
      if (cpu != null && names(cpu).contains("burn")) {
        assertThat(holds(recording)).as("the recording has what was planted").isTrue();
        return recording;
      }
    }
  }

  private static boolean holds(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(PLANTED);
  }

  private void burn(long end) {
    while (System.nanoTime() < end) {
      for (int i = 0; i < 10_000; i++) {
        sink += i * sink ^ i;
      }
    }
  }

  private static List<String> names(Stacks stacks) {
    return stacks.frames().stream().map(frame -> frame.method()).toList();
  }

  private void send(
      RunningTocsin tocsin,
      byte[] recording,
      Instant start,
      Set<String> acknowledged,
      AtomicBoolean enough) {
    String token = tocsin.secret("ingest-default.token");
    for (int i = 1; !enough.get(); i++) {
      byte[] body = gzip(request(recording, i, start.plusSeconds(i)));
      while (!isTaken(tocsin, token, body)) {
        if (enough.get()) {
          return;
        }
      }
      acknowledged.add(id(i));
    }
  }

  private static String id(int number) {
    return "%032x".formatted(number);
  }

  private static boolean isTaken(RunningTocsin tocsin, String token, byte[] body) {
    URI uri = tocsin.otlp("/v1development/profiles");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = tocsin.send(request);
      return answer.statusCode() == 200;
    } catch (IOException killed) {
      return false;
    }
  }

  private static byte[] request(byte[] recording, int number, Instant from) {
    Profile profile =
        Profile.newBuilder()
            .setTimeUnixNano(EpochNanos.of(from))
            .setDurationNano(1_000_000_000L)
            .setProfileId(ByteString.fromHex(id(number)))
            .setOriginalPayloadFormat("jfr")
            .setOriginalPayload(ByteString.copyFrom(recording))
            .build();
    return ExportProfilesServiceRequest.newBuilder()
        .addResourceProfiles(
            ResourceProfiles.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(attribute("service.name", "payments"))
                        .addAttributes(attribute("service.instance.id", "pay-" + number % 3)))
                .addScopeProfiles(ScopeProfiles.newBuilder().addProfiles(profile)))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The stopped server's folder, read as the server would. */
  private void compare(byte[] recording, Instant start, Set<String> acknowledged) throws Exception {
    InstantSource clock = InstantSource.system();
    Path data = folder.resolve("data");
    try (FilesBlobStore blobs =
            new FilesBlobStore(data.resolve("blobs"), FilesBlobConfig.defaults(), clock);
        FileProfileCatalogue profiles =
            new FileProfileCatalogue(
                data.resolve("profiles"), ProfileCatalogueConfig.defaults(), blobs, clock)) {
      blobs.start();
      profiles.start();
      ProfileQuery query =
          new ProfileQuery(
              TENANT,
              "payments",
              null,
              null,
              null,
              null,
              ProfileType.CPU,
              start,
              start.plus(Duration.ofHours(1)));
      List<ProfileInfo> kept = profiles.recordings(query, 10_000);
      assertThat(kept.stream().map(ProfileInfo::id)).doesNotHaveDuplicates();
      assertThat(kept.stream().map(ProfileInfo::id)).containsAll(acknowledged);
      Stacks one =
          new RecordingDecoder(RecordingLimits.defaults())
              .decode(recording)
              .stacks()
              .get(ProfileType.CPU);
      Stacks all = profiles.stacks(query);
      assertThat(all.total()).isEqualTo(one.total() * kept.size());
      assertThat(names(all)).contains("burn");
      assertThat(profiles.recording(TENANT, acknowledged.iterator().next()))
          .hasValueSatisfying(jfr -> assertThat(jfr).hasSameSizeAs(recording));
    }
  }

  private List<Path> filesWithWhatWasPlanted() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            try {
              return holds(Files.readAllBytes(file));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          })
          .toList();
    }
  }
}

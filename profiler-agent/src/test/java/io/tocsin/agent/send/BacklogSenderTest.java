package io.tocsin.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.config.SampleConfig;
import io.tocsin.agent.config.WireConfig;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.fixture.ReceivedProfile;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.OtlpProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacklogSenderTest {
  private final Outbox first = new Outbox(8, 100_000);
  private final BlockingDeque<Parcel> waiting = new LinkedBlockingDeque<>();
  private final List<String> settled = new CopyOnWriteArrayList<>();
  private Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  @Test
  void whatWaits_isSentInOrderAndSettled() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      List.of("a", "b", "c").forEach(this::put);
      start(server);
      await().until(() -> settled.size() == 3);
      assertThat(settled).containsExactly("a true", "b true", "c true");
      assertThat(server.inbox().profiles())
          .extracting(BacklogSenderTest::text)
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void serverThatIsBusy_getsTheSameOneAgain() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(503);
      put("a");
      start(server);
      await().until(() -> server.inbox().answers().size() >= 2);
      assertThat(settled).isEmpty();
      server.inbox().answerWith(200);
      await().until(() -> settled.size() == 1);
      assertThat(server.inbox().profiles()).hasSize(1);
    }
  }

  @Test
  void refusedForGood_goesAndTheNextIsTried() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.inbox().answerWith(400);
      put("a");
      start(server);
      await().until(() -> settled.contains("a false"));
      server.inbox().answerWith(200);
      put("b");
      await().until(() -> settled.contains("b true"));
    }
  }

  @Test
  void whatCannotBeRead_isPassedOver() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      waiting.add(parcel("gone", null));
      put("b");
      start(server);
      await().until(() -> settled.size() == 2);
      assertThat(settled).containsExactly("gone false", "b true");
    }
  }

  @Test
  void crashRecordThatWaits_goesFirst() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      first.put(new byte[] {1}, null);
      put("a");
      start(server);
      List<Outgoing> crashes = first.take();
      assertThat(server.inbox().answers()).as("nothing is sent before it").isEmpty();
      first.settle(crashes, true);
      await().until(() -> settled.size() == 1);
    }
  }

  private void put(String text) {
    try {
      byte[] before =
          new OtlpProfile(Map.of(), "test")
              .head(UUID.randomUUID(), Instant.EPOCH, Map.of())
              .before(Duration.ZERO, text.length());
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(body)) {
        out.write(before);
        out.write(text.getBytes());
      }
      waiting.add(parcel(text, body.toByteArray()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Parcel parcel(String name, byte[] body) {
    return new Parcel() {
      @Override
      public byte[] body() throws IOException {
        if (body == null) {
          throw new IOException("gone");
        }
        return body;
      }

      @Override
      public void settle(boolean delivered) {
        waiting.remove(this);
        settled.add(name + " " + delivered);
      }
    };
  }

  private Parcel oldest() throws InterruptedException {
    Parcel parcel = waiting.take();
    waiting.addFirst(parcel);
    return parcel;
  }

  private void start(OtlpServer server) {
    WireConfig wire =
        SampleConfig.wire(
            "endpoint", server.url(), "retry_first_ms", "10", "refused_pause_ms", "10");
    OtlpEndpoint endpoint = new OtlpEndpoint(wire, wire.profilesEndpoint(), "test");
    thread = new Thread(new BacklogSender(wire, first, this::oldest, endpoint, new Notices()));
    thread.setDaemon(true);
    thread.start();
  }

  private static String text(ReceivedProfile profile) {
    return new String(profile.jfr());
  }
}

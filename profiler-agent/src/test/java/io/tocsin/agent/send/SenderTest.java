package io.tocsin.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.agent.config.SampleConfig;
import io.tocsin.agent.config.WireConfig;
import io.tocsin.agent.fixture.OtlpServer;
import io.tocsin.agent.notice.Notices;
import io.tocsin.agent.otlp.EventSeverity;
import io.tocsin.agent.otlp.OtlpEvent;
import io.tocsin.agent.otlp.OtlpRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
  private final Outbox outbox = new Outbox(8, 100_000);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  @Test
  void refusedForAWhile_sendsTheSameBytesAgain() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.thenAnswer(503).thenAnswer(429, "0");
      AtomicInteger delivered = new AtomicInteger();
      Sender sender = start(server.url());
      outbox.put(record("a"), delivered::incrementAndGet);
      await().until(() -> delivered.get() == 1);
      assertThat(server.bodies()).hasSize(3);
      assertThat(server.bodies()).allMatch(each -> Arrays.equals(each, server.bodies().get(0)));
      assertThat(outbox.dropped()).isZero();
      sender.drain(0);
    }
  }

  @Test
  void refusedForGood_dropsThatBatchAndSendsTheNext() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.thenAnswer(401);
      AtomicInteger delivered = new AtomicInteger();
      start(server.url());
      outbox.put(record("a"), delivered::incrementAndGet);
      await().until(() -> outbox.dropped() == 1);
      outbox.put(record("b"), delivered::incrementAndGet);
      await().until(() -> delivered.get() == 1);
      assertThat(server.events()).hasSize(1).first().extracting(this::body).isEqualTo("b");
    }
  }

  @Test
  void serverThatComesUpLater_getsWhatWaited() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    start("http://127.0.0.1:" + port);
    for (String each : List.of("a", "b", "c")) {
      outbox.put(record(each), null);
    }
    try (OtlpServer server = new OtlpServer(port)) {
      await().until(() -> server.events().size() == 3);
      assertThat(server.events()).extracting(this::body).containsExactly("a", "b", "c");
    }
  }

  @Test
  void draining_doesNotWaitForTheServersAdvice() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      server.thenAnswer(503, "3600");
      Sender sender = start(server.url(), "retry_max_ms", "3600000");
      outbox.put(record("a"), null);
      await().until(() -> server.bodies().size() == 1);
      sender.drain(10_000);
      assertThat(server.events()).hasSize(1);
    }
  }

  @Test
  void drainingWithoutAServer_endsAfterOneAttempt() throws Exception {
    Sender sender = start("http://127.0.0.1:1", "retry_first_ms", "600000");
    outbox.put(record("a"), null);
    sender.drain(60_000);
    assertThat(outbox.isUnsettled()).isFalse();
    assertThat(outbox.dropped()).isEqualTo(1);
  }

  @Test
  void drainingWithNothingToSend_returnsAtOnce() throws Exception {
    Sender never = sender(SampleConfig.wire("endpoint", "http://127.0.0.1:1"));
    never.drain(3_600_000);
    assertThat(outbox.isUnsettled()).isFalse();
  }

  @Test
  void overdueRequest_isClosed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      WireConfig wire =
          SampleConfig.wire(
              "endpoint", "http://127.0.0.1:" + silent.getLocalPort(), "request_timeout_ms", "50");
      OtlpEndpoint endpoint = new OtlpEndpoint(wire, "test");
      AtomicInteger failed = new AtomicInteger();
      Thread posting =
          new Thread(() -> {
            try {
              // More than the buffers of both sides hold: the write itself stalls.
              endpoint.post(new byte[64 << 20]);
            } catch (java.io.IOException e) {
              failed.incrementAndGet();
            }
          });
      threads.add(posting);
      posting.start();
      await()
          .until(() -> {
            endpoint.closeOverdue();
            return failed.get() == 1;
          });
    }
  }

  @Test
  void tokenFile_isReadForEachRequest(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    try (OtlpServer server = new OtlpServer()) {
      WireConfig wire = SampleConfig.wire("endpoint", server.url(), "token_file", file.toString());
      OtlpEndpoint endpoint = new OtlpEndpoint(wire, "test");
      endpoint.post(new byte[0]);
      Files.writeString(file, "second\n");
      endpoint.post(new byte[0]);
      assertThat(server.headers())
          .extracting(each -> each.get("authorization"))
          .containsExactly("Bearer first", "Bearer second");
    }
  }

  @Test
  void greetingThatFailsUnexpectedly_doesNotEndTheSender() {
    start("http://127.0.0.1:1", "token_file", "no\0path");
    outbox.put(record("a"), null);
    await().until(() -> outbox.dropped() == 1);
  }

  private Sender start(String url, String... keysAndValues) {
    List<String> all = new ArrayList<>(List.of("retry_first_ms", "10", "refused_pause_ms", "10"));
    all.addAll(List.of("endpoint", url));
    all.addAll(List.of(keysAndValues));
    Sender sender = sender(SampleConfig.wire(all.toArray(new String[0])));
    Thread thread = new Thread(sender, "sender");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return sender;
  }

  private Sender sender(WireConfig wire) {
    OtlpRequest request = new OtlpRequest(Map.of("service.name", "s"), "test");
    return new Sender(wire, outbox, new OtlpEndpoint(wire, "test"), request, new Notices());
  }

  private static byte[] record(String body) {
    return new OtlpEvent("x", EventSeverity.ERROR, Instant.EPOCH, body).encode(Instant.EPOCH);
  }

  private String body(OtlpServer.Event event) {
    return event.record().getBody().getStringValue();
  }
}

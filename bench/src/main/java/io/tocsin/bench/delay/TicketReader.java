package io.tocsin.bench.delay;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads tickets back over the tracker's API every ten milliseconds, the newest first, further back
 * where all that it got were new.
 */
final class TicketReader implements AutoCloseable {
  private static final long EVERY_MILLIS = 10;
  private static final int FIRST = 4;
  private static final int MORE = 100;

  /**
   * A ticket that was read.
   *
   * @param createdNanos since 1970, as the tracker says
   * @param readNanos since 1970: when the answer with it had been read
   */
  record Read(long createdNanos, long readNanos) {}

  private final TocsinServer server;
  private final Map<String, Integer> faultById = new HashMap<>();
  private final Map<Integer, Read> reads = new ConcurrentHashMap<>();
  private final Thread loop;
  private volatile boolean ended;
  private volatile @Nullable IOException failure;

  TicketReader(TocsinServer server) {
    this.server = server;
    loop = Thread.ofPlatform().name("ticket-reader").start(this::run);
  }

  private void run() {
    try {
      while (!ended) {
        look();
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws IOException, InterruptedException {
    int offset = 0;
    int limit = FIRST;
    boolean allNew = true;
    while (allNew) {
      List<JsonNode> page = server.tickets(offset, limit);
      long now = FaultyService.epochNanos();
      allNew = page.size() == limit;
      for (JsonNode ticket : page) {
        allNew &= take(ticket, now);
      }
      offset += page.size();
      limit = MORE;
    }
  }

  /** Whether it was new. */
  private boolean take(JsonNode ticket, long now) {
    int fault = FaultSources.numberIn(ticket.get("title").asString());
    if (faultById.putIfAbsent(ticket.get("id").asString(), fault) != null) {
      return false;
    }
    Instant created = Instant.parse(ticket.get("created_at").asString());
    reads.putIfAbsent(fault, new Read(nanos(created), now));
    return true;
  }

  static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  /** By fault, so far. */
  Map<Integer, Read> reads() throws IOException {
    IOException why = failure;
    if (why != null) {
      throw new IOException("tickets could not be read", why);
    }
    return Map.copyOf(reads);
  }

  @Override
  public void close() {
    ended = true;
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

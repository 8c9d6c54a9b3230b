package io.tocsin.bot.fakes;

import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.AttachmentStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Files in maps. */
public final class MemoryAttachments implements AttachmentStore {
  private final Map<String, Map<String, Attachment>> byTicket = new ConcurrentHashMap<>();
  private final Predicate<String> isTicket;

  MemoryAttachments(Predicate<String> isTicket) {
    this.isTicket = isTicket;
  }

  @Override
  public synchronized Kept keep(String ticket, Attachment file, int max, Instant now) {
    if (!isTicket.test(ticket)) {
      return Kept.NO_TICKET;
    }
    Map<String, Attachment> files = byTicket.computeIfAbsent(ticket, id -> new TreeMap<>());
    if (files.containsKey(file.name())) {
      return Kept.HAD_IT;
    }
    if (files.size() >= max) {
      return Kept.FULL;
    }
    files.put(file.name(), file);
    return Kept.KEPT;
  }

  @Override
  public synchronized List<String> names(String ticket) {
    return List.copyOf(byTicket.getOrDefault(ticket, Map.of()).keySet());
  }

  @Override
  public synchronized Optional<Attachment> read(String ticket, String name) {
    return Optional.ofNullable(byTicket.getOrDefault(ticket, Map.of()).get(name));
  }
}

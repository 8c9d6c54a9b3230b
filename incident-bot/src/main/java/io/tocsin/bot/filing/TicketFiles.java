package io.tocsin.bot.filing;

import io.tocsin.model.incident.EvidenceFiles;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.ticket.Attaching;
import io.tocsin.model.ticket.Attachment;
import io.tocsin.model.ticket.TicketKey;
import io.tocsin.model.ticket.TrackerException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * An incident's evidence as attachments of its ticket.
 *
 * @param link to an incident's page, below which its files are
 */
record TicketFiles(EvidenceFiles evidence, Attaching tracker, Function<Incident, String> link) {
  /**
   * Those that the ticket does not have, by their names.
   *
   * @param id of the ticket as the tracker calls it
   */
  List<Attachment> lacking(TicketKey act, Incident incident, String id) throws TrackerException {
    Set<String> there = tracker.attached(id);
    return evidence.of(incident.tenant(), incident.id()).stream()
        .map(file ->
            new Attachment(
                Attachment.named(file.name(), act),
                file.mediaType(),
                file.bytes(),
                link.apply(incident) + "/evidence/" + file.name()))
        .filter(file -> !there.contains(file.name()))
        .toList();
  }
}

package io.tocsin.bot.attachment;

import io.tocsin.bot.evidence.Gathering;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Bell;
import io.tocsin.model.ticket.TicketAct;
import io.tocsin.model.ticket.TicketIntent;
import io.tocsin.model.ticket.TicketKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps an incident's evidence as files, and enters in the ticket ledger that they are to be
 * attached. Kept first: an intent whose files nobody has would attach nothing. An incident's files
 * are made once, and from then on they stay as they are, whoever attaches them and however often.
 */
public final class Enclosures implements Gathering, MetricSource {
  private static final int TRIES = 5;

  private final AttachmentConfig config;
  private final EnclosurePorts ports;
  private final FileMaking making;
  private final Bell intents;
  private final InstantSource clock;
  private final LongAdder made = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /**
   * @param intents rings when an act was entered
   */
  public Enclosures(
      AttachmentConfig config, EnclosurePorts ports, Bell intents, InstantSource clock) {
    this.config = config;
    this.ports = ports;
    this.intents = intents;
    this.clock = clock;
    this.making =
        new FileMaking(ports.telemetry(), ports.profiles(), ports.own(), ports.mask(), config);
  }

  @Override
  public boolean gather(Incident incident) {
    if (config.maxFiles() == 0) {
      return true;
    }
    if (clock.instant().isBefore(incident.openedAt().plus(config.after()))) {
      return false;
    }
    TicketKey ticket = incident.ticketKey();
    if (ticket == null) {
      return true;
    }
    TicketAct act = TicketAct.evidence(ticket);
    if (ports.ledger().find(incident.tenant(), act.key()).isPresent()) {
      return true;
    }
    List<EvidenceFile> files =
        making.of(incident, ports.incidents().timeline(incident.tenant(), incident.id()));
    if (files.isEmpty()) {
      return true;
    }
    ports.files().keep(incident.tenant(), incident.id(), files, clock.instant());
    files.forEach(file -> bytes.add(file.bytes().length));
    made.add(files.size());
    return entered(incident, act, files.size());
  }

  private boolean entered(Incident incident, TicketAct act, int count) {
    TicketIntent intent =
        new TicketIntent(act, clock.instant(), count + " files of evidence are to be attached");
    for (int i = 0; i < TRIES; i++) {
      Optional<Incident> now = ports.incidents().find(incident.tenant(), incident.id());
      if (now.isEmpty()) {
        return true;
      }
      IncidentChange change =
          new IncidentChange(
              now.get(), List.of(), List.of(), Set.of(), Set.of(), 0, false, List.of(intent));
      if (ports.journal().record(change).isPresent()) {
        intents.ring();
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Sample> samples() {
    return List.of(
        Sample.counter(
            "tocsin_evidence_files_total", "Files of evidence made.", Map.of(), made.sum()),
        Sample.counter(
            "tocsin_evidence_files_bytes_total",
            "Bytes of the files of evidence made.",
            Map.of(),
            bytes.sum()));
  }
}

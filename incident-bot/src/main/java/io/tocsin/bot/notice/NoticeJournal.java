package io.tocsin.bot.notice;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.fault.Fingerprint;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.NoticeIntent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A journal whose changes carry the notices they call for: whoever decides needs not think of them,
 * and they are written with the change or not at all.
 */
final class NoticeJournal implements IncidentJournal {
  private final IncidentJournal journal;
  private final NoticePlan plan;
  private final Runnable bell;
  private final InstantSource clock;

  /**
   * @param bell rung when notices were written
   */
  NoticeJournal(IncidentJournal journal, NoticePlan plan, Runnable bell, InstantSource clock) {
    this.journal = journal;
    this.plan = plan;
    this.bell = bell;
    this.clock = clock;
  }

  @Override
  public FaultRef fault(TenantId tenant, Fingerprint fingerprint, Instant firstSeen) {
    return journal.fault(tenant, fingerprint, firstSeen);
  }

  @Override
  public Optional<Incident> latestEpisode(FaultRef fault, String environment) {
    return journal.latestEpisode(fault, environment);
  }

  @Override
  public long nextNumber(TenantId tenant) {
    return journal.nextNumber(tenant);
  }

  @Override
  public Optional<Incident> record(IncidentChange change) {
    List<NoticeIntent> notices = plan.of(change, clock.instant());
    Optional<Incident> written = journal.record(change.telling(notices));
    if (written.isPresent() && !notices.isEmpty()) {
      bell.run();
    }
    return written;
  }
}

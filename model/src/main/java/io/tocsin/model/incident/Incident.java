package io.tocsin.model.incident;

import io.tocsin.model.TenantId;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.FaultRef;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.ticket.TicketKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signals that belong together: one episode of one fault in one environment.
 *
 * @param number for people, {@code TOC-<number>}
 * @param episode from 1; a fault that comes back after its incident was closed starts another
 * @param source of the first signal
 * @param lastVersion newest service version seen with it
 * @param facts of the first signal
 * @param traceId of the sample; null without one
 * @param account token of the sample; null without one
 * @param assignee person who took it or was given it by hand; null: nobody yet
 * @param mute while it lasts, nothing leaves for trackers or chats; null where not muted
 * @param ticketKey of its ticket; null where policy files none
 * @param version of this row, for optimistic locking: 0 before the first save, one more with each
 */
public record Incident(
    UUID id,
    long number,
    TenantId tenant,
    FaultRef fault,
    int episode,
    State state,
    Source source,
    @Nullable String lastVersion,
    FaultFacts facts,
    RecordId sample,
    @Nullable String traceId,
    @Nullable String account,
    Instant openedAt,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Owner owner,
    @Nullable String assignee,
    @Nullable Mute mute,
    @Nullable TicketKey ticketKey,
    BlastRadius blast,
    long version) {
  public enum State {
    OPEN,
    ACKNOWLEDGED,
    CLOSED
  }

  /** TOC-123 */
  public String name() {
    return name(number);
  }

  /** Of the incident with that number. */
  public static String name(long number) {
    return "TOC-" + number;
  }

  public boolean mutedAt(Instant now) {
    return mute != null && now.isBefore(mute.until());
  }

  public Incident in(State next) {
    return in(next, assignee);
  }

  /**
   * @param who took it or was given it
   */
  public Incident in(State next, @Nullable String who) {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        next,
        source,
        lastVersion,
        facts,
        sample,
        traceId,
        account,
        openedAt,
        firstSeen,
        lastSeen,
        owner,
        who,
        mute,
        ticketKey,
        blast,
        version);
  }

  public Incident withOwner(@Nullable Owner found) {
    return with(facts, firstSeen, lastSeen, lastVersion, found, traceId, account);
  }

  public Incident withFacts(FaultFacts better) {
    return with(better, firstSeen, lastSeen, lastVersion, owner, traceId, account);
  }

  /** What the sample's record did not carry itself; null where it is not known by now either. */
  public Incident withSample(@Nullable String foundTrace, @Nullable String foundAccount) {
    return with(facts, firstSeen, lastSeen, lastVersion, owner, foundTrace, foundAccount);
  }

  /**
   * Seen over a longer time.
   *
   * @param version of the service that was seen last
   */
  public Incident seen(Instant first, Instant last, @Nullable String version) {
    boolean newest = !last.isBefore(lastSeen);
    return with(
        facts,
        first.isBefore(firstSeen) ? first : firstSeen,
        newest ? last : lastSeen,
        newest && version != null ? version : lastVersion,
        owner,
        traceId,
        account);
  }

  /** It is over. */
  public Incident closed() {
    return in(State.CLOSED);
  }

  /** Null: not mute. */
  public Incident withMute(@Nullable Mute other) {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        state,
        source,
        lastVersion,
        facts,
        sample,
        traceId,
        account,
        openedAt,
        firstSeen,
        lastSeen,
        owner,
        assignee,
        other,
        ticketKey,
        blast,
        version);
  }

  /** With another ticket from now on. */
  public Incident withTicketKey(TicketKey other) {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        state,
        source,
        lastVersion,
        facts,
        sample,
        traceId,
        account,
        openedAt,
        firstSeen,
        lastSeen,
        owner,
        assignee,
        mute,
        other,
        blast,
        version);
  }

  /**
   * More accounts may be touched than anybody told of: their count is a lower bound from now on.
   */
  public Incident withAccountsUntold() {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        state,
        source,
        lastVersion,
        facts,
        sample,
        traceId,
        account,
        openedAt,
        firstSeen,
        lastSeen,
        owner,
        assignee,
        mute,
        ticketKey,
        new BlastRadius(blast.occurrences(), blast.accounts(), blast.tenantCodes(), true),
        version);
  }

  /** As a store that counts it knows it. */
  public Incident withBlast(BlastRadius counted) {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        state,
        source,
        lastVersion,
        facts,
        sample,
        traceId,
        account,
        openedAt,
        firstSeen,
        lastSeen,
        owner,
        assignee,
        mute,
        ticketKey,
        counted,
        version);
  }

  private Incident with(
      FaultFacts what,
      Instant first,
      Instant last,
      @Nullable String version,
      @Nullable Owner who,
      @Nullable String trace,
      @Nullable String whose) {
    return new Incident(
        id,
        number,
        tenant,
        fault,
        episode,
        state,
        source,
        version,
        what,
        sample,
        trace,
        whose,
        openedAt,
        first,
        last,
        who,
        assignee,
        mute,
        ticketKey,
        blast,
        this.version);
  }
}

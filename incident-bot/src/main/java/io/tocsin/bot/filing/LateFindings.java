package io.tocsin.bot.filing;

import io.tocsin.model.Uuid7;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.IncidentChange;
import io.tocsin.model.incident.Owner;
import io.tocsin.model.incident.OwnerResolver;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.telemetry.AccountRef;
import io.tocsin.model.telemetry.LogRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look for what an incident lacks: the sample's trace and account, which are joined behind the
 * log; the endpoint, whose span comes when the request has ended; the author of the line, where
 * blame took too long. Nothing that is known already is replaced, except the endpoint, which the
 * span knows better than the record.
 */
final class LateFindings {
  private final Incident before;
  private final TraceEvidence trace;
  private final OwnerResolver owners;
  private final InstantSource clock;
  private final List<TimelineEvent> events = new ArrayList<>();
  private final Map<String, String> details = new HashMap<>();
  private final List<String> because = new ArrayList<>();
  private final Set<String> accounts = new HashSet<>();
  private final Set<String> tenantCodes = new HashSet<>();
  private Incident after;

  LateFindings(Incident before, TraceEvidence trace, OwnerResolver owners, InstantSource clock) {
    this.before = before;
    this.after = before;
    this.trace = trace;
    this.owners = owners;
    this.clock = clock;
  }

  /** Its {@code after} equals the incident where there is nothing new. */
  IncidentChange change() {
    if (before.account() == null || before.traceId() == null) {
      Optional<LogRecord> sample = trace.sample(before);
      lookForTrace(sample);
      lookForAccount(sample);
    }
    lookForOperation();
    if (!details.isEmpty()) {
      tell(Kind.EVIDENCE_ADDED, details, because);
    }
    lookForOwner();
    return new IncidentChange(after, events, List.of(), accounts, tenantCodes, 0, false);
  }

  private void lookForTrace(Optional<LogRecord> sample) {
    String found = sample.map(LogRecord::traceId).orElse(null);
    if (before.traceId() == null && found != null) {
      after = after.withSample(found, after.account());
      details.put("trace", found);
      because.add(
          sample
              .map(record -> record.attributes().get(LogRecord.TRACE_BECAUSE))
              .orElse("its record carries the trace by now"));
    }
  }

  private void lookForAccount(Optional<LogRecord> sample) {
    if (before.account() != null) {
      return;
    }
    sample.map(record -> record.business().tenantCode()).ifPresent(tenantCodes::add);
    Optional<AccountRef> joined = sample.map(record -> record.business().account());
    if (joined.isPresent()) {
      accountFound(joined.get(), "its record was completed: ");
    } else {
      trace.onlyAccount(after).ifPresent(only -> accountFound(only, "its trace has one account: "));
    }
  }

  private void accountFound(AccountRef account, String how) {
    after = after.withSample(after.traceId(), account.token());
    accounts.add(account.token());
    details.put("account", account.token());
    because.add(how + account.because());
  }

  private void lookForOperation() {
    trace
        .operation(after)
        .filter(found -> !found.equals(after.facts().operation()))
        .ifPresent(found -> {
          after = after.withFacts(after.facts().withOperation(found));
          details.put("operation", found);
          because.add("the span with which the request came in is named so");
        });
  }

  private void lookForOwner() {
    Owner known = before.owner();
    if (known != null && known.person() != null) {
      return;
    }
    Optional<Owner> late = owners.ownerOf(after).filter(found -> addsTo(known, found));
    if (late.isPresent()) {
      Owner owner = late.get();
      after = after.withOwner(owner);
      tell(
          Kind.OWNER_FOUND,
          owner.person() == null
              ? Map.of("team", owner.team())
              : Map.of("team", owner.team(), "person", owner.person()),
          owner.because());
    }
  }

  /** A team that a ticket already names is not replaced behind its back. */
  private static boolean addsTo(@Nullable Owner known, Owner late) {
    return known == null || late.person() != null && known.team().equals(late.team());
  }

  private void tell(Kind kind, Map<String, String> what, List<String> reasons) {
    events.add(
        new TimelineEvent(
            Uuid7.next(clock),
            before.id(),
            clock.instant(),
            kind,
            TimelineEvent.TOCSIN,
            what,
            String.join("; ", reasons)));
  }
}

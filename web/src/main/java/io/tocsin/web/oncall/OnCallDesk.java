package io.tocsin.web.oncall;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.oncall.Schedule;
import io.tocsin.model.oncall.StandIn;
import io.tocsin.model.oncall.StandInStore;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes somebody stand in, and takes that back. Each act is journalled before it is done. What must
 * not be is an IllegalArgumentException that says what was expected.
 */
@Component
class OnCallDesk {
  private static final int MAX_WHY = 500;

  /** Nobody stands in that begins later. */
  private static final Duration AHEAD = Duration.ofDays(366);

  private final OnCall onCall;
  private final StandInStore standIns;
  private final AuditJournal audit;
  private final StandInSettings settings;
  private final InstantSource clock;

  OnCallDesk(
      OnCall onCall,
      StandInStore standIns,
      AuditJournal audit,
      StandInSettings settings,
      InstantSource clock) {
    this.onCall = onCall;
    this.standIns = standIns;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  Schedule schedule(Viewer viewer, String name) {
    return onCall.schedules(viewer.tenant()).stream()
        .filter(schedule -> schedule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotHereException("no schedule of that name"));
  }

  StandIn add(Viewer viewer, StandInDraft draft) {
    Instant now = clock.instant();
    check(schedule(viewer, draft.schedule()), draft, now);
    require(
        standIns.between(viewer.tenant(), now, farthest(now)).size() < settings.most(),
        "stand-ins that are not over (expected: at most " + settings.most() + ")");
    StandIn made =
        new StandIn(
            UUID.randomUUID(),
            viewer.tenant(),
            draft.schedule(),
            draft.layer(),
            draft.person(),
            draft.from(),
            draft.until(),
            viewer.name(),
            draft.why().strip(),
            now,
            null);
    journal(viewer, "on_call.stand_in", made, null, said(made), made.why());
    standIns.add(made);
    return made;
  }

  /** Nobody stands in any more, from the beginning on. */
  void end(Viewer viewer, UUID id) {
    Instant now = clock.instant();
    StandIn before =
        standIns.between(viewer.tenant(), now, farthest(now)).stream()
            .filter(standIn -> standIn.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotHereException("nobody stands in under that id"));
    journal(viewer, "on_call.stand_in_end", before, said(before), null, "taken back");
    standIns.end(viewer.tenant(), id, viewer.name(), now);
  }

  private Instant farthest(Instant now) {
    return now.plus(AHEAD).plus(settings.longest());
  }

  private void check(Schedule schedule, StandInDraft draft, Instant now) {
    require(
        schedule.layers().containsKey(draft.layer()),
        "layer (expected: one of " + schedule.layers().keySet() + ")");
    require(
        schedule.people().contains(draft.person()),
        "person (expected: one of " + schedule.people() + ")");
    require(draft.from().isBefore(draft.until()), "until (expected: after from)");
    require(draft.until().isAfter(now), "until (expected: not in the past)");
    require(
        !draft.until().isAfter(draft.from().plus(settings.longest())),
        "until (expected: at most " + settings.longest().toDays() + " days after from)");
    require(
        draft.from().isBefore(now.plus(AHEAD)),
        "from (expected: within " + AHEAD.toDays() + " days)");
    require(
        !draft.why().isBlank() && draft.why().length() <= MAX_WHY,
        "why (expected: 1 to " + MAX_WHY + " characters)");
  }

  private static void require(boolean holds, String because) {
    if (!holds) {
      throw new IllegalArgumentException(because);
    }
  }

  private static String said(StandIn standIn) {
    return standIn.person() + " from " + standIn.from() + " until " + standIn.until();
  }

  private void journal(
      Viewer viewer,
      String action,
      StandIn standIn,
      @Nullable String before,
      @Nullable String after,
      String because) {
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            action,
            "on-call/" + standIn.schedule() + '/' + standIn.layer() + '/' + standIn.id(),
            before,
            after,
            because));
  }
}

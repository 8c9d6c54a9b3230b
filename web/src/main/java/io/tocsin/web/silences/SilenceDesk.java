package io.tocsin.web.silences;

import io.tocsin.model.audit.AuditDraft;
import io.tocsin.model.audit.AuditJournal;
import io.tocsin.model.mute.Matcher;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.mute.Silence;
import io.tocsin.model.mute.SilenceStore;
import io.tocsin.web.page.NotHereException;
import io.tocsin.web.page.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes, changes and ends silences, as Alertmanager does: what is expired stays so, and changing it
 * makes a new one. Each act is journalled before it is done. What must not be is an
 * IllegalArgumentException that says what was expected.
 */
@Component
class SilenceDesk {
  private static final int MAX_COMMENT = 1_000;
  private static final int MAX_NAME = 200;

  private final SilenceStore silences;
  private final Mutes mutes;
  private final AuditJournal audit;
  private final SilenceSettings settings;
  private final InstantSource clock;
  private final JsonMapper json;

  SilenceDesk(
      SilenceStore silences,
      Mutes mutes,
      AuditJournal audit,
      SilenceSettings settings,
      InstantSource clock,
      JsonMapper json) {
    this.silences = silences;
    this.mutes = mutes;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.json = json;
  }

  /** The silence as it is kept from now on; with another id where the old one could not change. */
  Silence put(Viewer viewer, SilenceDraft draft) {
    Instant now = clock.instant();
    check(draft, now);
    silences.expire(now);
    @Nullable Silence before = draft.id() == null ? null : find(viewer, draft.id());
    if (before != null && mayChange(before, draft, now)) {
      Silence changed = silence(viewer, before.id(), draft, draft.startsAt(), now);
      journal(viewer, "silence.change", before, changed, draft.comment());
      if (silences.save(changed)) {
        return changed;
      }
    }
    requireRoom(viewer);
    Instant start = draft.startsAt().isBefore(now) ? now : draft.startsAt();
    Silence made = silence(viewer, UUID.randomUUID().toString(), draft, start, now);
    journal(viewer, "silence.add", null, made, draft.comment());
    silences.save(made);
    if (before != null && before.state(now) != Silence.State.EXPIRED) {
      end(viewer, before, "replaced by silence " + made.id());
    }
    return made;
  }

  /** Ends it; nothing where it is over. */
  void expire(Viewer viewer, String id) {
    Silence before = find(viewer, id);
    if (before.state(clock.instant()) != Silence.State.EXPIRED) {
      end(viewer, before, "ended before its time");
    }
  }

  private void end(Viewer viewer, Silence before, String because) {
    Silence over = before.expired(clock.instant());
    journal(viewer, "silence.expire", before, over, because);
    silences.save(over);
  }

  Silence find(Viewer viewer, String id) {
    return silences
        .find(viewer.tenant(), id)
        .orElseThrow(() -> new NotHereException("no silence of that id"));
  }

  private static Silence silence(
      Viewer viewer, String id, SilenceDraft draft, Instant start, Instant now) {
    return new Silence(
        id,
        viewer.tenant(),
        draft.matchers(),
        start,
        draft.endsAt(),
        now,
        draft.createdBy().strip(),
        draft.comment().strip(),
        null);
  }

  /** As Alertmanager has it: the same matchers, and no start that was or would be in the past. */
  private static boolean mayChange(Silence before, SilenceDraft draft, Instant now) {
    if (!before.matchers().equals(draft.matchers())) {
      return false;
    }
    return switch (before.state(now)) {
      case ACTIVE -> before.startsAt().getEpochSecond() == draft.startsAt().getEpochSecond();
      case PENDING -> !draft.startsAt().isBefore(now);
      case EXPIRED -> false;
    };
  }

  /** Of what is asked for, what could not be. */
  void check(SilenceDraft draft, Instant now) {
    require(!draft.matchers().isEmpty(), "matchers (expected: at least one)");
    require(
        draft.matchers().size() <= settings.matchers(),
        "matchers (expected: at most " + settings.matchers() + ")");
    // Each of them is tried: one that cannot be read would stop whatever is held against it.
    require(
        draft.matchers().stream().filter(this::asksForSomething).count() > 0,
        "matchers (expected: at least one that an absent label does not match)");
    require(
        !draft.comment().isBlank() && draft.comment().length() <= MAX_COMMENT,
        "comment (expected: 1 to " + MAX_COMMENT + " characters)");
    require(
        !draft.createdBy().isBlank() && draft.createdBy().length() <= MAX_NAME,
        "createdBy (expected: 1 to " + MAX_NAME + " characters)");
    require(draft.startsAt().isBefore(draft.endsAt()), "start time must be before end time");
    require(draft.endsAt().isAfter(now), "end time can't be in the past");
    Instant start = draft.startsAt().isBefore(now) ? now : draft.startsAt();
    require(
        !draft.endsAt().isAfter(start.plus(settings.longest())),
        "endsAt (expected: at most " + settings.longest().toDays() + " days after its start)");
  }

  private boolean asksForSomething(Matcher matcher) {
    return !mutes.match(List.of(matcher), Map.of());
  }

  private static void require(boolean holds, String because) {
    if (!holds) {
      throw new IllegalArgumentException(because);
    }
  }

  private void requireRoom(Viewer viewer) {
    int open = silences.list(viewer.tenant(), false, settings.most()).size();
    require(
        open < settings.most(),
        "silences that are not expired (expected: at most " + settings.most() + ")");
  }

  private void journal(
      Viewer viewer, String action, @Nullable Silence before, Silence after, String because) {
    audit.append(
        new AuditDraft(
            viewer.tenant(),
            viewer.name(),
            action,
            "silence/" + after.id(),
            before == null ? null : state(before),
            state(after),
            because));
  }

  private String state(Silence silence) {
    ObjectNode node = json.createObjectNode();
    node.put("matchers", silence.matchers().toString());
    node.put("starts_at", silence.startsAt().toString());
    node.put("ends_at", silence.endsAt().toString());
    node.put("created_by", silence.createdBy());
    node.put("expired", silence.expiredAt() != null);
    return node.toString();
  }
}

package io.tocsin.bot.notice;

import io.tocsin.bot.notice.Traits.Manner;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.notice.Delivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Puts deliveries together that go out in one message. Pure.
 *
 * <ul>
 *   <li>What was sent without an answer goes out again as it was.
 *   <li>All that is due of one incident is one message, unless the channel wants each change.
 *   <li>Many incidents are one message where the channel takes that, when there are more than
 *       {@code gatherAbove} of them or half of its rate is used up. A change of a message that is
 *       there already stays one of its own.
 * </ul>
 *
 * @param edits whether an incident's news changes a message that is there
 */
record Parcels(Traits traits, int gatherAbove, Predicate<List<Pending>> edits) {
  /** In the order in which they are to be sent; more than there is room for, perhaps. */
  List<List<Pending>> of(List<Pending> due, Pace pace) {
    List<List<Pending>> parcels = new ArrayList<>(again(due));
    List<Pending> rest = due.stream().filter(pending -> !pending.mayHaveArrived()).toList();
    if (traits.manner() == Manner.EACH) {
      rest.forEach(pending -> parcels.add(List.of(pending)));
      return parcels;
    }
    List<List<Pending>> posts = new ArrayList<>();
    for (List<Pending> news : byIncident(rest)) {
      if (news.getFirst().incident() == null || edits.test(news)) {
        parcels.add(news);
      } else {
        posts.add(news);
      }
    }
    boolean tooMany = posts.size() > gatherAbove || pace.spent();
    if (traits.gathers() && posts.size() > 1 && tooMany) {
      parcels.add(posts.stream().flatMap(List::stream).toList());
    } else {
      parcels.addAll(posts);
    }
    return parcels;
  }

  private static Collection<List<Pending>> again(List<Pending> due) {
    Map<UUID, List<Pending>> messages = new LinkedHashMap<>();
    for (Pending pending : due) {
      Delivery row = pending.row();
      if (pending.mayHaveArrived()) {
        UUID message = row.message() == null ? row.id() : row.message();
        messages.computeIfAbsent(message, id -> new ArrayList<>()).add(pending);
      }
    }
    return messages.values();
  }

  /** A test is a group of its own. */
  static Collection<List<Pending>> byIncident(List<Pending> due) {
    Map<UUID, List<Pending>> groups = new LinkedHashMap<>();
    for (Pending pending : due) {
      Incident incident = pending.incident();
      UUID group = incident == null ? pending.row().id() : incident.id();
      groups.computeIfAbsent(group, id -> new ArrayList<>()).add(pending);
    }
    return groups.values();
  }
}

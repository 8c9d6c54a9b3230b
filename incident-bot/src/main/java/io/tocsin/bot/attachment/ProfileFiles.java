package io.tocsin.bot.attachment;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.EvidenceFile;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent;
import io.tocsin.model.incident.TimelineEvent.Kind;
import io.tocsin.model.profile.FlameTree;
import io.tocsin.model.profile.ProfileDifference;
import io.tocsin.model.profile.ProfileDifference.FrameChange;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileSearch;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.profile.Stacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that were compared, or the one of the moment, each as a picture and as a page of its
 * own. What was compared is read from the timeline, so it is what the incident's page shows.
 */
record ProfileFiles(
    ProfileSearch profiles, OwnCode own, UnaryOperator<String> mask, AttachmentConfig limits) {
  private static final int MIN_NODES = 50;
  private static final int MAX_CHANGES = 30;

  /** None where no profile explains it, or its samples are gone. */
  List<EvidenceFile> of(Incident incident, List<TimelineEvent> timeline) {
    for (TimelineEvent event : timeline) {
      if (event.kind() == Kind.PROFILE_COMPARED) {
        return difference(incident, event);
      }
    }
    for (TimelineEvent event : timeline) {
      if (event.kind() == Kind.PROFILE_FOUND) {
        return moment(incident, event);
      }
    }
    return List.of();
  }

  private List<EvidenceFile> difference(Incident incident, TimelineEvent event) {
    Map<String, String> details = event.details();
    ProfileType type = type(details);
    Stacks before =
        profiles.stacks(
            query(incident, type, details.get("before_version"), null, details, "before_"));
    Stacks after =
        profiles.stacks(
            query(incident, type, details.get("after_version"), null, details, "after_"));
    List<String> heading =
        List.of(
            "%s of %s %s, before and after"
                .formatted(name(type), incident.source().service(), incident.name()),
            "before: " + side(details, "before_"),
            "after: " + side(details, "after_"),
            mask.apply(event.because()));
    List<FrameChange> changes =
        ProfileDifference.of(before, after, own).frames().stream()
            .filter(change -> change.growth() > 0)
            .limit(MAX_CHANGES)
            .toList();
    return files("profile-difference", type, List.of(before, after), heading, changes);
  }

  private List<EvidenceFile> moment(Incident incident, TimelineEvent event) {
    Map<String, String> details = event.details();
    ProfileType type = type(details);
    Stacks stacks =
        profiles.stacks(query(incident, type, null, details.get("instance"), details, ""));
    List<String> heading =
        List.of(
            "%s of %s %s".formatted(name(type), incident.source().service(), incident.name()),
            side(details, ""),
            mask.apply(event.because()));
    return files("profile", type, List.of(stacks), heading, List.of());
  }

  /** With fewer frames until it fits; none where it never does. */
  private List<EvidenceFile> files(
      String name,
      ProfileType type,
      List<Stacks> sides,
      List<String> heading,
      List<FrameChange> changes) {
    if (sides.stream().allMatch(stacks -> stacks.size() == 0)) {
      return List.of();
    }
    for (int nodes = limits.flameNodes(); nodes >= MIN_NODES; nodes /= 2) {
      FlameLayout layout = new FlameLayout(FlameTree.of(type, sides, own, nodes), mask);
      byte[] picture = bytes(FlamePicture.of(layout, heading));
      byte[] page = bytes(FlamePage.of(layout, heading, changes, mask));
      if (Math.max(picture.length, page.length) <= limits.maxFileBytes()) {
        List<EvidenceFile> files = new ArrayList<>();
        files.add(new EvidenceFile(name + ".svg", "image/svg+xml", picture));
        files.add(new EvidenceFile(name + ".html", "text/html", page));
        return files;
      }
    }
    return List.of();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ProfileType type(Map<String, String> details) {
    return ProfileType.valueOf(details.getOrDefault("type", ProfileType.CPU.name()));
  }

  private static String name(ProfileType type) {
    return type == ProfileType.CPU
        ? "CPU profile"
        : type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT) + " profile";
  }

  private static String side(Map<String, String> details, String prefix) {
    String version = details.get(prefix + "version");
    return (version == null ? "" : version + ", ")
        + details.getOrDefault(prefix + "from", "?")
        + " to "
        + details.getOrDefault(prefix + "to", "?");
  }

  private static ProfileQuery query(
      Incident incident,
      ProfileType type,
      @Nullable String version,
      @Nullable String instance,
      Map<String, String> details,
      String prefix) {
    return new ProfileQuery(
        incident.tenant(),
        incident.source().service(),
        incident.source().environment(),
        version,
        instance,
        null,
        type,
        Instant.parse(details.getOrDefault(prefix + "from", "")),
        Instant.parse(details.getOrDefault(prefix + "to", "")));
  }
}

package io.tocsin.web.profiles;

import io.tocsin.model.profile.ProfileInfo;
import io.tocsin.model.profile.ProfileType;
import io.tocsin.model.release.Release;
import io.tocsin.model.release.ReleaseStore;
import io.tocsin.web.logs.TimeRange;
import io.tocsin.web.page.ConsoleSettings;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The flame graph of a service, and the difference of two. */
@Controller
class ProfilesController {
  private static final List<String> TYPES =
      Arrays.stream(ProfileType.values()).map(ProfileFilter::name).toList();
  private static final int RECORDINGS = 100;
  private static final int RELEASES = 1_000;

  private final Profiles profiles;
  private final ReleaseStore releases;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  ProfilesController(
      Profiles profiles, ReleaseStore releases, ConsoleSettings settings, InstantSource clock) {
    this.profiles = profiles;
    this.releases = releases;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/profiles")
  String profiles(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    ProfileFilter filter = ProfileFilter.of(request, clock.instant(), settings.searchBack());
    List<Release> seen = seen(viewer);
    List<ProfileInfo> recordings = profiles.recordings(filter.query(viewer.tenant()), RECORDINGS);
    pickers(model, seen, recordings, filter.service());
    List<String> versions = versions(seen, recordings, filter.service(), filter.environment());
    model.addAttribute("versions", versions);
    model.addAttribute("instances", instances(recordings));
    model.addAttribute("recordings", recordings.stream().map(RecordingRow::new).toList());
    model.addAttribute("compare", compare(filter, versions));
    model.addAttribute("environments", environments(seen, recordings));
    model.addAttribute("filter", filter);
    return "profiles";
  }

  @GetMapping("/profiles/difference")
  String difference(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    DifferenceFilter filter = DifferenceFilter.of(request, clock.instant(), settings.searchBack());
    List<Release> seen = seen(viewer);
    pickers(model, seen, List.of(), filter.service());
    model.addAttribute(
        "versions", versions(seen, List.of(), filter.service(), filter.environment()));
    model.addAttribute("filter", filter);
    return "profile-difference";
  }

  private List<Release> seen(Viewer viewer) {
    return releases.releases(viewer.tenant(), null, null, RELEASES);
  }

  private static void pickers(
      Model model, List<Release> seen, List<ProfileInfo> recordings, String chosen) {
    model.addAttribute("types", TYPES);
    model.addAttribute("presets", TimeRange.PRESETS.keySet());
    model.addAttribute(
        "services",
        sorted(
            Stream.concat(
                Stream.of(chosen),
                Stream.concat(
                    seen.stream().map(Release::service),
                    recordings.stream().map(info -> info.source().service())))));
  }

  private static Collection<String> environments(List<Release> seen, List<ProfileInfo> recordings) {
    return sorted(
        Stream.concat(
            seen.stream().map(Release::environment),
            recordings.stream().map(info -> info.source().environment())));
  }

  private static Collection<String> instances(List<ProfileInfo> recordings) {
    return sorted(recordings.stream().map(info -> info.source().instance()));
  }

  /** The one that was seen last first. */
  private static List<String> versions(
      List<Release> seen, List<ProfileInfo> recordings, String service, String environment) {
    if (service.isEmpty()) {
      return List.of();
    }
    return Stream.concat(
            seen.stream()
                .filter(release -> release.service().equals(service))
                .filter(
                    release -> environment.isEmpty() || release.environment().equals(environment))
                .map(Release::version),
            recordings.stream()
                .filter(info -> info.source().service().equals(service))
                .map(info -> info.source().version()))
        .filter(version -> version != null && !version.isEmpty())
        .distinct()
        .toList();
  }

  private static Collection<String> sorted(Stream<String> names) {
    return names
        .filter(Objects::nonNull)
        .filter(name -> !name.isEmpty())
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }

  /** The newest version beside the one before, or the chosen one beside its predecessor. */
  private static String compare(ProfileFilter filter, List<String> versions) {
    int at = filter.version().isEmpty() ? 0 : versions.indexOf(filter.version());
    return at < 0 || at + 1 >= versions.size()
        ? ""
        : filter.compared(versions.get(at + 1), versions.get(at)).toString();
  }
}

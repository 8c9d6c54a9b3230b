package io.tocsin.web.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import io.tocsin.model.profile.ProfileQuery;
import io.tocsin.model.profile.ProfileType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class ProfileFilterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final TenantId BANK = new TenantId("bank");

  @Test
  void of_nothing_asksForTheLastHourOfProcessorTime_andNamesNothingToDraw() {
    ProfileFilter filter = filter(Map.of());

    assertThat(filter.names()).isFalse();
    assertThat(filter.type()).isEqualTo(ProfileType.CPU);
    assertThat(filter.link()).hasToString("/profiles");
    assertThat(filter.query(BANK).from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
  }

  @Test
  void link_ofAFullFilter_isReadBackAsTheSame() {
    Map<String, String> asked =
        Map.of(
            "service", "fees & co",
            "environment", "production",
            "version", "2.5.0",
            "instance", "i-1",
            "trace", "0123456789ABCDEF0123456789abcdef",
            "type", "lock",
            "from", "2026-03-01T08:00:00Z",
            "to", "2026-03-01T09:00:00Z");

    assertThat(filter(asked).link())
        .hasToString(
            "/profiles?service=fees+%26+co&environment=production&version=2.5.0&instance=i-1"
                + "&trace=0123456789abcdef0123456789abcdef&type=lock"
                + "&from=2026-03-01T08%3A00%3A00Z&to=2026-03-01T09%3A00%3A00Z");
    ProfileQuery query = filter(asked).query(BANK);
    assertThat(query.service()).isEqualTo("fees & co");
    assertThat(query.traceId()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(query.to()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
  }

  @Test
  void of_whatCannotBeMeant_isLeftOut() {
    ProfileFilter filter =
        filter(Map.of("trace", "' or 1=1", "type", "wall", "range", "1y", "from", "yesterday"));

    assertThat(filter.link()).hasToString("/profiles");
  }

  @Test
  void of_aPresetBesideTwoTimes_takesThePreset() {
    ProfileFilter filter =
        filter(Map.of("range", "6h", "from", "2026-03-01T08:00:00Z", "to", "2026-03-01T09:00:00Z"));

    assertThat(filter.range().preset()).isEqualTo("6h");
  }

  @Test
  void difference_takesVersionsOrTimesOfEachSide_elseTheCommonTime() {
    DifferenceFilter filter =
        DifferenceFilter.of(
            request(
                Map.of(
                    "service", "fees",
                    "before_version", "1",
                    "after_version", "2",
                    "after_from", "2026-03-01T09:30:00Z",
                    "after_to", "2026-03-01T09:40:00Z")),
            NOW,
            Duration.ofDays(90));

    assertThat(filter.names()).isTrue();
    assertThat(filter.queryBefore(BANK).version()).isEqualTo("1");
    assertThat(filter.queryBefore(BANK).from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
    assertThat(filter.queryAfter(BANK).from()).isEqualTo(Instant.parse("2026-03-01T09:30:00Z"));
    assertThat(filter.data().toString())
        .startsWith("/api/v1/profiles/difference?service=fees&before_version=1&after_version=2")
        .contains("after_from=2026-03-01T09%3A30%3A00Z");
    assertThat(filter.alone()).hasToString("/profiles?service=fees&version=2&type=cpu");
  }

  @Test
  void difference_ofTwoEqualSides_comparesNothing() {
    DifferenceFilter filter =
        DifferenceFilter.of(request(Map.of("service", "fees")), NOW, Duration.ofDays(90));

    assertThat(filter.names()).isFalse();
  }

  private static ProfileFilter filter(Map<String, String> asked) {
    return ProfileFilter.of(request(asked), NOW, Duration.ofDays(90));
  }

  private static MultiValueMap<String, String> request(Map<String, String> asked) {
    MultiValueMap<String, String> request = new LinkedMultiValueMap<>();
    asked.forEach(request::add);
    return request;
  }
}

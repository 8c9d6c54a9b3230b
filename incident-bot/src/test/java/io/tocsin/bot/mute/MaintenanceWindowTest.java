package io.tocsin.bot.mute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.model.config.InvalidSettingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
  private static MaintenanceWindow window(List<String> days, String from, String to, String zone) {
    return window(days, from, to, zone, null, null);
  }

  private static MaintenanceWindow window(
      List<String> days,
      String from,
      String to,
      String zone,
      @Nullable String first,
      @Nullable String last) {
    return new MaintenanceWindow(
        "night", "batch", "service=\"ledger\"", days, from, to, zone, first, last, null);
  }

  private static boolean on(MaintenanceWindow window, String at) {
    return window.endsAfter(Instant.parse(at)).isPresent();
  }

  @Test
  void itsHours_areThoseOfItsZone_itsEndIsTold() {
    MaintenanceWindow noon = window(List.of("tue"), "12:00", "13:30", "Asia/Shanghai");

    assertThat(noon.endsAfter(Instant.parse("2026-11-24T04:00:00Z")))
        .contains(Instant.parse("2026-11-24T05:30:00Z"));
    assertThat(on(noon, "2026-11-24T03:59:59Z")).isFalse();
    assertThat(on(noon, "2026-11-24T05:30:00Z")).isFalse();
    assertThat(on(noon, "2026-11-25T04:00:00Z")).as("a Wednesday").isFalse();
  }

  @Test
  void overMidnight_itIsOfTheDayOnWhichItBegan() {
    MaintenanceWindow night = window(List.of("sat"), "22:00", "04:00", "UTC");

    assertThat(on(night, "2026-11-28T22:00:00Z")).isTrue();
    assertThat(on(night, "2026-11-29T03:59:59Z")).as("early on Sunday").isTrue();
    assertThat(on(night, "2026-11-29T22:00:00Z")).isFalse();
    assertThat(on(night, "2026-11-28T03:00:00Z")).as("began on Friday").isFalse();
  }

  @Test
  void onTheNightTheClocksChange_itIsAsLongAsTheNight() {
    MaintenanceWindow night = window(List.of("sat"), "22:00", "06:00", "Europe/Berlin");
    Instant spring = Instant.parse("2026-03-28T21:00:00Z");
    Instant autumn = Instant.parse("2026-10-24T20:00:00Z");

    assertThat(Duration.between(spring, night.endsAfter(spring).orElseThrow()))
        .isEqualTo(Duration.ofHours(7));
    assertThat(Duration.between(autumn, night.endsAfter(autumn).orElseThrow()))
        .isEqualTo(Duration.ofHours(9));
  }

  @Test
  void itsFirstAndLastDay_boundIt() {
    MaintenanceWindow december =
        window(List.of("tue", "wed"), "00:00", "00:00", "UTC", "2026-12-01", "2026-12-01");

    assertThat(on(december, "2026-11-25T12:00:00Z")).isFalse();
    assertThat(on(december, "2026-12-01T23:59:59Z")).isTrue();
    assertThat(on(december, "2026-12-02T12:00:00Z")).isFalse();
  }

  @Test
  void whatCannotBe_isRefused_withItsKey() {
    assertThatThrownBy(() -> window(List.of("saturday"), "22:00", "04:00", "UTC"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("days: saturday (expected: mon");
    assertThatThrownBy(() -> window(List.of("sat"), "25:00", "04:00", "UTC"))
        .hasMessageContaining("from: 25:00");
    assertThatThrownBy(() -> window(List.of("sat"), "22:00", "04:00", "Bank/Time"))
        .hasMessageContaining("zone: Bank/Time");
    assertThatThrownBy(() ->
            new MaintenanceWindow(
                "w", "why", "a=~\"(\"", List.of(), "1:00", "02:00", "UTC", null, null, null))
        .hasMessageContaining("matchers: a=~");
  }
}

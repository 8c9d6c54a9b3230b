package io.tocsin.bot.oncall;

import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.oncall.Rotation;
import io.tocsin.model.oncall.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code bot.schedules.NAME}: who is on call when. */
public record ScheduleConfig(
    @Setting(doc = "Tenant. To be named where there is more than one tenant.")
        @Nullable String tenant,
    @Setting(doc = "Team whose schedule it is, as owners name it, such as @payments-team.")
        @Nullable String team,
    @Setting(doc = "Zone of the hand-overs, such as Asia/Shanghai.", def = "UTC") String timeZone,
    @Setting(
            doc =
                "Layers by a name of your own, such as primary and secondary. In each there is one"
                    + " person at any time.")
        Map<String, RotationConfig> layers,
    @Setting(doc = "People without a turn who may stand in.") List<String> others) {
  public ScheduleConfig {
    layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    others = List.copyOf(others);
    try {
      ZoneId.of(timeZone);
    } catch (DateTimeException e) {
      throw new InvalidSettingException("time_zone", timeZone, "a zone such as Asia/Shanghai");
    }
    if (layers.isEmpty()) {
      throw new InvalidSettingException("layers", layers.keySet(), "at least one");
    }
    for (String layer : layers.keySet()) {
      requireName("layers", layer);
    }
  }

  public static void requireName(String key, String name) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new InvalidSettingException(key, name, "names of 1 to 40 letters a-z, digits and -");
    }
  }

  /**
   * @param tenants all of them
   */
  Schedule schedule(String name, List<TenantId> tenants) {
    ZoneId zone = ZoneId.of(timeZone);
    Map<String, Rotation> rotations = new LinkedHashMap<>();
    layers.forEach((layer, rotation) -> rotations.put(layer, rotation.in(zone)));
    return new Schedule(
        name,
        tenant == null ? tenants.getFirst() : new TenantId(tenant),
        team,
        rotations,
        Set.copyOf(others));
  }
}

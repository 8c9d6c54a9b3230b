package io.tocsin.web.assembly;

import io.tocsin.model.config.InvalidSettingException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process does. */
enum Role {
  COLLECTOR,
  BOT,
  WEB,
  /** The built-in tracker: always a process of its own, reached over HTTP like any other. */
  TRACKER;

  private static final Set<Role> EMBEDDED = EnumSet.of(COLLECTOR, BOT, WEB);

  /**
   * Reads {@code collector,bot,web}. On embedded stores collector, bot and web share files that one
   * process owns: apart they would never see each other's data, so that is refused.
   */
  static Set<Role> parse(String text) {
    EnumSet<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : text.split(",", -1)) {
      roles.add(
          Arrays.stream(values())
              .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new InvalidSettingException(
                      "--roles", text, "some of collector, bot, web, tracker")));
    }
    boolean embedded = roles.containsAll(EMBEDDED);
    boolean trackerAlone = roles.equals(EnumSet.of(TRACKER));
    if (!embedded && !trackerAlone) {
      throw new InvalidSettingException(
          "--roles",
          text,
          "collector,bot,web together, or tracker alone: on embedded stores the others would never"
              + " meet");
    }
    return roles;
  }
}

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

  private static final Set<Role> ALL = EnumSet.of(COLLECTOR, BOT, WEB);
  private static final Set<Role> WITHOUT_BOT = EnumSet.of(COLLECTOR, WEB);

  /**
   * Reads {@code collector,bot,web}. What shares files has to be one process, so collector and web
   * are together; the bot, too, unless the relations stand in a database that processes share.
   */
  static Set<Role> parse(String text, boolean sharedRelations) {
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
    boolean apart = roles.equals(WITHOUT_BOT) || roles.equals(EnumSet.of(BOT));
    boolean can =
        roles.equals(ALL) || roles.equals(EnumSet.of(TRACKER)) || sharedRelations && apart;
    if (!can) {
      throw new InvalidSettingException(
          "--roles",
          text,
          sharedRelations
              ? "collector,bot,web or collector,web together, bot alone, or tracker alone: logs,"
                  + " spans and profiles stand in files of one process"
              : "collector,bot,web together, or tracker alone: on embedded stores the others would"
                  + " never meet");
    }
    return roles;
  }
}

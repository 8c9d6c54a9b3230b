package io.tocsin.crash;

import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names of time zones as the C library and Windows print them, with or without summer time, to
 * their offset. A table of our own: the JDK's names cost a quarter of a second to load, in services
 * that just start, and take one place for names that mean two.
 */
final class ZoneNames {
  /**
   * Left out since they mean two places hours apart: CST (China, Chicago), IST (India, Ireland,
   * Israel), BST (Britain, Bangladesh), AST, SST.
   */
  private static final String NAMES =
      "UTC=Z GMT=Z WET=Z WEST=+1 CET=+1 CEST=+2 MET=+1 MEST=+2 EET=+2 EEST=+3 MSK=+3 TRT=+3 EAT=+3"
          + " WAT=+1 CAT=+2 SAST=+2 PKT=+5 ICT=+7 WIB=+7 HKT=+8 SGT=+8 PHT=+8 AWST=+8 JST=+9 KST=+9"
          + " ACST=+09:30 ACDT=+10:30 AEST=+10 AEDT=+11 NZST=+12 NZDT=+13 EST=-5 EDT=-4 CDT=-5 MST=-7"
          + " MDT=-6 PST=-8 PDT=-7 AKST=-9 AKDT=-8 HST=-10 NST=-03:30 NDT=-02:30 BRT=-3 ART=-3 CLT=-4";

  /** Windows: the zone, its standard offset in hours; summer time adds one. */
  private static final String[][] WINDOWS = {
    {"Coordinated Universal Time", "Z"},
    {"GMT", "+0"},
    {"Greenwich", "+0"},
    {"W. Europe", "+1"},
    {"Central Europe", "+1"},
    {"Central European", "+1"},
    {"Romance", "+1"},
    {"GTB", "+2"},
    {"FLE", "+2"},
    {"E. Europe", "+2"},
    {"South Africa", "+2"},
    {"Israel", "+2"},
    {"Russian", "+3"},
    {"Turkey", "+3"},
    {"Arabian", "+4"},
    {"India", "+05:30"},
    {"SE Asia", "+7"},
    {"China", "+8"},
    {"Singapore", "+8"},
    {"Taipei", "+8"},
    {"W. Australia", "+8"},
    {"Tokyo", "+9"},
    {"Korea", "+9"},
    {"AUS Eastern", "+10"},
    {"New Zealand", "+12"},
    {"E. South America", "-3"},
    {"Atlantic", "-4"},
    {"Eastern", "-5"},
    {"Central", "-6"},
    {"Mountain", "-7"},
    {"Pacific", "-8"},
  };

  private static final Map<String, String> OFFSETS = new HashMap<>();

  static {
    for (String name : NAMES.split(" ")) {
      int equals = name.indexOf('=');
      OFFSETS.put(name.substring(0, equals), name.substring(equals + 1));
    }
    for (String[] zone : WINDOWS) {
      OFFSETS.put(zone[0], zone[1]);
    }
  }

  private ZoneNames() {}

  /** Empty where the name is unknown, or means two places. */
  static Optional<ZoneOffset> offsetOf(String name) {
    if (name.startsWith("+") || name.startsWith("-")) {
      return parsed(name, 0);
    }
    if (name.endsWith(" Standard Time")) {
      return known(name.substring(0, name.length() - " Standard Time".length()), 0);
    }
    if (name.endsWith(" Daylight Time") || name.endsWith(" Summer Time")) {
      return known(name.substring(0, name.lastIndexOf(' ', name.length() - 6)), 1);
    }
    return known(name, 0);
  }

  private static Optional<ZoneOffset> known(String name, int summerHours) {
    String offset = OFFSETS.get(name);
    return offset == null ? Optional.empty() : parsed(offset, summerHours);
  }

  private static Optional<ZoneOffset> parsed(String offset, int summerHours) {
    try {
      int seconds = ZoneOffset.of(offset).getTotalSeconds() + summerHours * 3600;
      return Optional.of(ZoneOffset.ofTotalSeconds(seconds));
    } catch (DateTimeException notAnOffset) {
      return Optional.empty();
    }
  }
}

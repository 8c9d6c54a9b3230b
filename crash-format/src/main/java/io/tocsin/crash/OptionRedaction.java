package io.tocsin.crash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what the JVM was told about itself, and nothing of what the application was told. */
final class OptionRedaction {
  private static final Pattern SIZED = Pattern.compile("-X[a-z]{2,3}\\d{1,12}[kKmMgGtT]?");
  private static final Pattern PLAIN =
      Pattern.compile("-X[a-z]+(?::(?:jni|auto|on|off|gc|all|none))?|-(?:server|client|ea|esa|da)");
  private static final Pattern SWITCH = Pattern.compile("-XX:[+-][A-Za-z0-9]{1,64}");
  private static final Pattern NUMBER =
      Pattern.compile("-XX:[A-Za-z0-9]{1,64}=\\d{1,12}[kKmMgGtT]?");
  private static final Pattern NAMED =
      Pattern.compile("(-XX:[A-Za-z0-9]{1,64}=|-X[a-z]+:|--[a-z-]{2,40}=?).*");
  private static final Pattern AGENT =
      Pattern.compile("(-javaagent:|-agentpath:|-agentlib:)([^=]*).*");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "(-D(?:java|javax|jdk|sun|com\\.sun|jboss|catalina|spring|otel|tocsin|jna|io\\.netty|file|log4j2?)"
              + "\\.[a-zA-Z.]{1,80})(?:=.*)?");

  /** Packages in small letters, then a class: not every word with dots. */
  private static final Pattern MAIN_CLASS =
      Pattern.compile("(?:[a-z_][a-z0-9_]{0,40}\\.){1,12}[A-Z][A-Za-z_$]{0,80}[0-9]{0,3}");

  private OptionRedaction() {}

  /** Options up to the first word that is none: an argument, or the rest of a value with spaces. */
  static String options(String text) {
    StringBuilder kept = new StringBuilder();
    for (String word : text.trim().split("\\s+")) {
      if (!word.startsWith("-")) {
        return word.isEmpty() ? kept.toString() : kept.append(" *").toString();
      }
      kept.append(' ').append(option(word));
    }
    return kept.toString();
  }

  /** Every option wherever it stands; the words between them go. */
  static String allOptions(String text) {
    StringBuilder kept = new StringBuilder();
    for (String word : text.trim().split("\\s+")) {
      if (word.startsWith("-")) {
        kept.append(' ').append(option(word));
      }
    }
    return kept.toString();
  }

  private static String option(String word) {
    if (SIZED.matcher(word).matches()
        || PLAIN.matcher(word).matches()
        || SWITCH.matcher(word).matches()
        || NUMBER.matcher(word).matches()) {
      return word;
    }
    Matcher agent = AGENT.matcher(word);
    if (agent.matches()) {
      return agent.group(1) + Vocabulary.mask(agent.group(2));
    }
    Matcher property = PROPERTY.matcher(word);
    if (property.matches()) {
      return property.group(1) + "=*";
    }
    Matcher named = NAMED.matcher(word);
    return named.matches() ? named.group(1) + "*" : "-*";
  }

  /** The main class, or the jar by its known words; of its arguments only start and stop. */
  static String command(String text) {
    String[] words = text.trim().split("\\s+", 2);
    String main =
        MAIN_CLASS.matcher(words[0]).matches() && !words[0].endsWith(".jar")
            ? words[0]
            : Vocabulary.mask(words[0]);
    if (words.length == 1) {
      return main;
    }
    boolean plain = words[1].equals("start") || words[1].equals("stop");
    return main + (plain ? " " + words[1] : " *");
  }
}

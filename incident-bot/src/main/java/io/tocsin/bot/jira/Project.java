package io.tocsin.bot.jira;

import io.tocsin.model.config.InvalidSettingException;
import java.util.List;
import java.util.Map;

/**
 * Where in a Jira tickets go, and how its fields are filled.
 *
 * @param settings name of the section, for people who must put it right
 * @param browse address of an issue without its key
 * @param priorities names of the priorities 1 to 4
 * @param fields values of other fields by id, as text
 * @param wontFix names of the resolutions that say so
 */
public record Project(
    String settings,
    String key,
    String issueType,
    String browse,
    List<String> priorities,
    Map<String, String> fields,
    List<String> wontFix) {
  private static final int PRIORITIES = 4;

  /** Whether a resolution, or a status or transition that leads to one, is called so. */
  boolean isWontFix(String name) {
    return wontFix.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** For the config records of the editions. */
  public static List<String> requirePriorities(List<String> names) {
    if (names.isEmpty()) {
      return List.of("Highest", "High", "Medium", "Low");
    }
    if (names.size() != PRIORITIES) {
      throw new InvalidSettingException("priorities", names, "four names, the highest first");
    }
    return List.copyOf(names);
  }

  /** For the config records of the editions. */
  public static List<String> orUsualWontFix(List<String> names) {
    return names.isEmpty()
        ? List.of("Won't Fix", "Won't Do", "Declined", "Rejected")
        : List.copyOf(names);
  }

  public static void requireKey(String key) {
    if (!key.matches("[A-Z][A-Z0-9_]+")) {
      throw new InvalidSettingException("project", key, "a project's key, such as PAY");
    }
  }
}

package io.tocsin.bot.owner.codeowners;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A CODEOWNERS file. The last line that matches a path decides; one without owners says that nobody
 * owns it. With GitLab's sections the last line of each section decides, and their owners are
 * joined. What GitHub skips is skipped, with the reason.
 *
 * @param skipped "line 7: negation is not part of CODEOWNERS"
 */
record CodeownersFile(List<Rule> rules, List<String> skipped) {
  private static final int MAX_RULES = 50_000;
  private static final int MAX_SKIPPED = 100;
  private static final Pattern SECTION =
      Pattern.compile("\\^?\\[([^\\]]+)\\](?:\\[\\d+\\])?(|[\\s#].*)");

  /**
   * @param line from 1
   * @param section of GitLab's; empty before the first
   */
  record Rule(
      int line, String pattern, CodeownersPattern compiled, List<String> owners, String section) {
    String told() {
      return "CODEOWNERS line " + line + ": " + pattern + ' ' + String.join(" ", owners);
    }
  }

  /**
   * Who owns a path.
   *
   * @param owners empty where a rule says that nobody does
   */
  record Match(List<String> owners, String because) {}

  static CodeownersFile parse(String text) {
    return new Reading().read(text);
  }

  /** Empty where no rule matches. */
  Optional<Match> match(String path) {
    Map<String, Rule> lastOfSection = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule.compiled().matches(path)) {
        lastOfSection.put(rule.section(), rule);
      }
    }
    if (lastOfSection.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Match(
            lastOfSection.values().stream().flatMap(r -> r.owners().stream()).distinct().toList(),
            lastOfSection.values().stream()
                .map(rule -> rule.told().strip())
                .collect(Collectors.joining("; "))));
  }

  private static final class Reading {
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private String section = "";
    private List<String> sectionOwners = List.of();

    CodeownersFile read(String text) {
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        try {
          read(number, line.strip());
        } catch (IllegalArgumentException e) {
          if (skipped.size() < MAX_SKIPPED) {
            skipped.add("line " + number + ": " + e.getMessage());
          }
        }
      }
      return new CodeownersFile(List.copyOf(rules), List.copyOf(skipped));
    }

    private void read(int number, String line) {
      Matcher header = SECTION.matcher(line);
      if (header.matches()) {
        section = header.group(1).strip().toLowerCase(Locale.ROOT);
        sectionOwners = owners(words(header.group(2)));
        return;
      }
      List<String> words = words(line);
      if (words.isEmpty()) {
        return;
      }
      if (rules.size() >= MAX_RULES) {
        throw new IllegalArgumentException("more than " + MAX_RULES + " rules");
      }
      String pattern = words.getFirst();
      CodeownersPattern compiled = CodeownersPattern.compile(pattern);
      List<String> named = owners(words.subList(1, words.size()));
      rules.add(
          new Rule(number, pattern, compiled, named.isEmpty() ? sectionOwners : named, section));
    }

    private static List<String> owners(List<String> words) {
      for (String word : words) {
        if (word.indexOf('@') < 0) {
          throw new IllegalArgumentException(
              word + " is no owner (expected: @name, @org/team or an address)");
        }
      }
      return List.copyOf(words);
    }

    /** Split at white space that no backslash escapes, up to a word that starts with #. */
    private static List<String> words(String line) {
      List<String> words = new ArrayList<>();
      StringBuilder word = new StringBuilder();
      for (int i = 0; i <= line.length(); i++) {
        char c = i < line.length() ? line.charAt(i) : ' ';
        if (Character.isWhitespace(c)) {
          if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
          }
        } else if (c == '#' && word.isEmpty()) {
          break;
        } else {
          word.append(c);
          if (c == '\\' && i + 1 < line.length()) {
            word.append(line.charAt(++i));
          }
        }
      }
      return words;
    }
  }
}

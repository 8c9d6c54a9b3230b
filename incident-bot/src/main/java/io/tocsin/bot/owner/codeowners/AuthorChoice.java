package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.source.LineAuthor;
import io.tocsin.bot.source.Mailmap;
import io.tocsin.bot.source.People;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Picks the person behind a culprit line: its author; where that is a bot, an address that nobody
 * reads or somebody who left, the author of the nearest line of the file, then whoever changed the
 * file last. Each who is passed over is told, with the reason. Pure.
 *
 * @param person as "Name &lt;address&gt;", or "@name" behind GitHub's private addresses; null where
 *     nobody is left
 */
record AuthorChoice(@Nullable String person, List<String> because) {
  private static final int NEAR_LINES = 15;
  private static final int MAX_CANDIDATES = 20;

  /**
   * @param lines of the whole file, as blame gives them
   * @param line of the frame, from 1; 0 where unknown
   */
  static AuthorChoice of(
      String path, List<LineAuthor> lines, int line, Mailmap names, People people) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (lines.isEmpty()) {
      return new AuthorChoice(null, List.of("blame of " + file + " did not end within its limit"));
    }
    List<String> because = new ArrayList<>();
    for (Candidate candidate : candidates(file, lines, line)) {
      LineAuthor author = candidate.author();
      Mailmap.Person proper = names.proper(author.name(), author.address());
      Optional<String> objection = people.objection(proper);
      if (objection.isEmpty()) {
        because.addFirst(candidate.role() + ": " + author.told());
        return new AuthorChoice(People.written(proper), List.copyOf(because));
      }
      because.add(
          "passed over " + author.told() + " (" + candidate.role() + "): " + objection.get());
    }
    because.add("no author of " + file + " is left to ask");
    return new AuthorChoice(null, List.copyOf(because));
  }

  private record Candidate(LineAuthor author, String role) {}

  private static List<Candidate> candidates(String file, List<LineAuthor> lines, int line) {
    Map<String, Candidate> byAddress = new LinkedHashMap<>();
    lines.stream()
        .filter(a -> line > 0 && Math.abs(a.line() - line) <= NEAR_LINES)
        .sorted(Comparator.comparingInt(a -> Math.abs(a.line() - line)))
        .forEach(a ->
            byAddress.putIfAbsent(
                a.address(),
                new Candidate(
                    a,
                    (a.line() == line ? "author of " : "author near: ") + file + ':' + a.line())));
    lines.stream()
        .sorted(Comparator.comparing(LineAuthor::when).reversed())
        .forEach(
            a -> byAddress.putIfAbsent(a.address(), new Candidate(a, "changed " + file + " last")));
    return byAddress.values().stream().limit(MAX_CANDIDATES).toList();
  }
}

package io.tocsin.demo.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Who works for the bank: the team that each place belongs to and the author of its code.
 *
 * @param teams as CODEOWNERS names them
 */
public record Staff(
    List<String> teams,
    List<Author> authors,
    Map<Place, String> teamOf,
    Map<Place, Author> authorOf) {
  private static final List<String> TEAMS =
      List.of("@bank/alder", "@bank/birch", "@bank/cedar", "@bank/elm", "@bank/hazel", "@bank/oak");
  private static final int AUTHORS = 14;

  static Staff drawn(Random random) {
    List<String> teams = new ArrayList<>(TEAMS);
    Collections.shuffle(teams, random);
    Set<Author> names = new LinkedHashSet<>();
    while (names.size() < AUTHORS) {
      names.add(new Author("dev-%04x".formatted(random.nextInt(0x10000))));
    }
    List<Author> authors = List.copyOf(names);
    Map<Place, String> teamOf = new HashMap<>();
    Map<Place, Author> authorOf = new HashMap<>();
    for (Place place : Place.all()) {
      teamOf.put(place, teams.get(random.nextInt(teams.size())));
      authorOf.put(place, authors.get(random.nextInt(authors.size())));
    }
    shareOut(CrashingPlace.values(), teams, teamOf);
    shareOut(SlowingPlace.values(), teams, teamOf);
    return new Staff(List.copyOf(teams), authors, Map.copyOf(teamOf), Map.copyOf(authorOf));
  }

  /** Candidates of one kind belong to different teams, as far as there are as many. */
  private static void shareOut(Place[] candidates, List<String> teams, Map<Place, String> teamOf) {
    for (int i = 0; i < candidates.length; i++) {
      teamOf.put(candidates[i], teams.get(i % teams.size()));
    }
  }

  public String team(Place place) {
    return found(teamOf.get(place), place);
  }

  public Author author(Place place) {
    return found(authorOf.get(place), place);
  }

  /** Anybody else. */
  public Author anotherThan(Author author, Random random) {
    List<Author> others = authors.stream().filter(other -> !other.equals(author)).toList();
    return others.get(random.nextInt(others.size()));
  }

  private static <T> T found(@org.jspecify.annotations.Nullable T value, Place place) {
    if (value == null) {
      throw new IllegalArgumentException("nobody was drawn for " + place);
    }
    return value;
  }
}

package io.tocsin.demo.history;

import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Staff;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The repository's CODEOWNERS: the last line that matches a path decides. Each place is named by
 * one or several lines that overlap, and by construction the last of them names its team.
 */
final class OwnersFile {
  private static final String BANK = "/src/main/java/io/tocsin/demo/bank/";

  private OwnersFile() {}

  static String text(Staff staff, Random random) {
    List<String> early = new ArrayList<>();
    List<String> late = new ArrayList<>();
    for (Place place : Place.all()) {
      String team = staff.team(place);
      String other = another(staff, team, random);
      String file = place.code().path().substring(place.code().path().lastIndexOf('/') + 1);
      switch (random.nextInt(4)) {
        case 0 -> late.add(BANK + place.code().folder() + "/ " + team);
        case 1 -> {
          early.add("**/" + place.code().folder() + "/ " + other);
          late.add('/' + place.code().path() + ' ' + team);
        }
        case 2 -> {
          early.add(file + ' ' + other);
          late.add(BANK + place.code().folder() + "/**/*.java " + team);
        }
        default -> {
          early.add(BANK + place.code().folder() + ' ' + other);
          late.add("**/bank/" + place.code().folder() + "/*.java " + team + " # by agreement");
        }
      }
    }
    Collections.shuffle(early, random);
    Collections.shuffle(late, random);
    List<String> lines = new ArrayList<>();
    lines.add("# The last line that matches decides.");
    lines.add("* " + staff.teams().getFirst());
    lines.add("/src/ " + staff.teams().getLast());
    lines.add("*.sql " + staff.teams().get(1));
    lines.add("");
    lines.addAll(early);
    lines.add("");
    lines.add("# What was agreed since comes after.");
    lines.addAll(late);
    return String.join("\n", lines) + '\n';
  }

  private static String another(Staff staff, String team, Random random) {
    List<String> others = staff.teams().stream().filter(name -> !name.equals(team)).toList();
    return others.get(random.nextInt(others.size()));
  }
}

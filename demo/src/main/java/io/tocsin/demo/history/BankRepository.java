package io.tocsin.demo.history;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.Staff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A git repository of the bank's own sources, made up at start: files grow member by member over
 * about a year, every member by an author of its own. The member in which a place fails is its
 * planned author's; who began the file and who touched it last are mostly others. After what was
 * deployed the branch went on: there, other lines stand where the running code has its own.
 *
 * @param deployed the commit that holds the running sources, 40 hex digits; not the newest
 */
public record BankRepository(Path folder, String deployed, int commits) {
  private static final String BRANCH = "main";
  private static final Duration AGE = Duration.ofDays(400);

  /** One commit to come: a member of a file, or its beginning where the index is negative. */
  private record Step(SourceFile file, int member, Author author) {}

  /**
   * @param end when the newest commit was made
   */
  public static BankRepository write(Path folder, Plan plan, Instant end) throws IOException {
    Random random = new Random(plan.seed());
    Staff staff = plan.staff();
    List<Step> steps = inAnyOrder(BankSources.read(), staff, random);
    String owners = OwnersFile.text(staff, random);
    long gapMillis = AGE.toMillis() / (steps.size() + 2);
    Instant at = end.minusMillis(gapMillis * (steps.size() + 1));
    try (CommitWriter writer = CommitWriter.create(folder, BRANCH)) {
      writer.put("README.md", "# The bank\nA gateway and the service that keeps the books.\n");
      writer.put("CODEOWNERS", owners);
      writer.commit(any(staff.authors(), random), at, "Begin the bank");
      Map<String, BitSet> written = new HashMap<>();
      for (Step step : steps) {
        BitSet members = written.computeIfAbsent(step.file().path(), path -> new BitSet());
        if (step.member() >= 0) {
          members.set(step.member());
        }
        at = at.plusMillis(gapMillis);
        writer.put(step.file().path(), step.file().text(members));
        writer.commit(step.author(), at, message(step));
      }
      String deployed = writer.newest();
      int later = goOn(writer, steps, staff, random, at);
      writer.finish();
      return new BankRepository(folder, deployed, steps.size() + 1 + later);
    }
  }

  /** Turns the members of every place's file round, each by somebody else. */
  private static int goOn(
      CommitWriter writer, List<Step> steps, Staff staff, Random random, Instant deployedAt)
      throws IOException {
    Instant at = deployedAt;
    int commits = 0;
    for (Step step : steps) {
      boolean begins = step.member() < 0;
      if (begins && placesIn(step.file()).findAny().isPresent()) {
        at = at.plusSeconds(1);
        writer.put(step.file().path(), step.file().turnedRound());
        writer.commit(another(step.file(), staff, random), at, "Sort " + name(step.file()));
        commits++;
      }
    }
    return commits;
  }

  private static Author another(SourceFile file, Staff staff, Random random) {
    List<Author> planned = placesIn(file).map(staff::author).toList();
    return any(
        staff.authors().stream().filter(author -> !planned.contains(author)).toList(), random);
  }

  private static Stream<Place> placesIn(SourceFile file) {
    return Arrays.stream(Place.values()).filter(place -> place.path().equals(file.path()));
  }

  /** A file's beginning comes before its members; apart from that the files' steps are mixed. */
  private static List<Step> inAnyOrder(List<SourceFile> files, Staff staff, Random random) {
    List<Deque<Step>> open = new ArrayList<>();
    for (SourceFile file : files) {
      List<Step> members = new ArrayList<>();
      for (int i = 0; i < file.members().size(); i++) {
        members.add(new Step(file, i, authorOf(file, i, staff, random)));
      }
      Collections.shuffle(members, random);
      Deque<Step> steps = new ArrayDeque<>(members);
      steps.addFirst(new Step(file, -1, any(staff.authors(), random)));
      open.add(steps);
    }
    List<Step> mixed = new ArrayList<>();
    while (!open.isEmpty()) {
      Deque<Step> steps = open.get(random.nextInt(open.size()));
      mixed.add(steps.removeFirst());
      if (steps.isEmpty()) {
        open.remove(steps);
      }
    }
    return mixed;
  }

  private static Author authorOf(SourceFile file, int member, Staff staff, Random random) {
    return placesIn(file)
        .filter(place -> file.memberOf(place.method()) == member)
        .findFirst()
        .map(staff::author)
        .orElseGet(() -> any(staff.authors(), random));
  }

  private static String message(Step step) {
    return (step.member() < 0 ? "Begin " : "Extend ") + name(step.file());
  }

  private static String name(SourceFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  private static Author any(List<Author> authors, Random random) {
    return authors.get(random.nextInt(authors.size()));
  }
}

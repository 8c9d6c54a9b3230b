package io.tocsin.demo.history;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.CrashingPlace;
import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.Staff;
import io.tocsin.demo.plan.ThrowingPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A git repository of the bank's own sources, made up at start: files grow member by member over
 * about a year, every member by an author of its own. The member in which a place lies is its
 * planned author's; who began the file and who touched it last are mostly others. After what was
 * deployed the branch went on: there, other lines stand where the running code has its own.
 *
 * <p>The next version's commits are made at the same time, but nobody sees them before {@link
 * #publishRelease}: until then they are neither on the branch nor readable by their names.
 */
public final class BankRepository implements AutoCloseable {
  private static final String BRANCH = "main";
  private static final Duration AGE = Duration.ofDays(400);

  private final CommitWriter writer;
  private final Path folder;
  private final String deployed;
  private final int commits;
  private final Release release;

  private BankRepository(
      CommitWriter writer, Path folder, String deployed, int commits, Release release) {
    this.writer = writer;
    this.folder = folder;
    this.deployed = deployed;
    this.commits = commits;
    this.release = release;
  }

  /**
   * @param end when the newest commit was made, a minute at most before that of the next version
   */
  public static BankRepository write(Path folder, Plan plan, Instant end) throws IOException {
    CommitWriter writer = CommitWriter.create(folder, BRANCH);
    try {
      return write(writer, folder, plan, end);
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private static BankRepository write(CommitWriter writer, Path folder, Plan plan, Instant end)
      throws IOException {
    Random random = new Random(plan.seed());
    Staff staff = plan.staff();
    List<SourceFile> files = BankSources.read();
    List<Growth> growth = Growth.inAnyOrder(files, staff, random);
    long gapMillis = AGE.toMillis() / (growth.size() + 2);
    Instant at = end.minusMillis(gapMillis * (growth.size() + 1));
    writer.put("README.md", "# The bank\nA gateway and the service that keeps the books.\n");
    writer.put("CODEOWNERS", OwnersFile.text(staff, random));
    String deployed = writer.commit(any(staff.authors(), random), at, "Begin the bank");
    Map<String, BitSet> written = new HashMap<>();
    for (Growth step : growth) {
      BitSet members = written.computeIfAbsent(step.file().path(), path -> new BitSet());
      if (step.member() >= 0) {
        members.set(step.member());
      }
      at = at.plusMillis(gapMillis);
      writer.put(step.file().path(), step.file().text(members));
      deployed = writer.commit(step.author(), at, step.message());
    }
    List<SourceFile> sorted = sort(writer, files, staff, random, at);
    int later = (int) sorted.stream().filter(file -> !files.contains(file)).count();
    writer.publish();
    Release release =
        new ReleaseWriter(writer, sorted, plan, random, at.plusSeconds(later)).write(later);
    return new BankRepository(writer, folder, deployed, growth.size() + 1 + later, release);
  }

  /**
   * Turns round the members of every file in which an exception or a crash may happen, each by
   * somebody else. Those that a release may make slow are left: what a release changes there is
   * what its own commits change.
   */
  private static List<SourceFile> sort(
      CommitWriter writer, List<SourceFile> files, Staff staff, Random random, Instant deployedAt)
      throws IOException {
    Instant at = deployedAt;
    List<SourceFile> sorted = new ArrayList<>();
    for (SourceFile file : files) {
      List<Author> planned = placesIn(file).map(staff::author).toList();
      if (planned.isEmpty()) {
        sorted.add(file);
      } else {
        at = at.plusSeconds(1);
        SourceFile turned = file.turnedRound();
        sorted.add(turned);
        writer.put(file.path(), turned.text());
        writer.commit(staff.anotherThan(planned.getFirst(), random), at, "Sort " + file.name());
      }
    }
    return sorted;
  }

  private static Stream<Place> placesIn(SourceFile file) {
    return Stream.<Place[]>of(ThrowingPlace.values(), CrashingPlace.values())
        .flatMap(Stream::of)
        .filter(place -> place.code().path().equals(file.path()));
  }

  public Path folder() {
    return folder;
  }

  /** The commit that holds the sources of the first version, 40 hex digits; not the newest. */
  public String deployed() {
    return deployed;
  }

  /** How many the branch has before the release. */
  public int commits() {
    return commits;
  }

  public Release release() {
    return release;
  }

  /** Puts the next version's commits onto the branch. */
  public void publishRelease() throws IOException {
    writer.publish();
  }

  private static Author any(List<Author> authors, Random random) {
    return authors.get(random.nextInt(authors.size()));
  }

  @Override
  public void close() {
    writer.close();
  }
}

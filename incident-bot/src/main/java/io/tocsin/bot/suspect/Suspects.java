package io.tocsin.bot.suspect;

import io.tocsin.bot.source.Commit;
import io.tocsin.bot.source.History;
import io.tocsin.bot.source.LineAuthor;
import io.tocsin.bot.source.Mailmap;
import io.tocsin.bot.source.People;
import io.tocsin.bot.source.SourceRepository;
import io.tocsin.bot.source.SourceTree;
import io.tocsin.model.fault.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the commits between two versions by how near they come to a method: those that change its
 * code, then those that change what it calls, then those that change its file. Of several of one
 * rank it is the one with the most lines of what differs between the versions, then the newest.
 */
final class Suspects {
  private static final int MAX_COMMITS = 1_000;
  private static final int MAX_TOLD = 3;

  private final SourceRepository repository;
  private final ObjectId before;
  private final ObjectId after;
  private final SourceTree tree;
  private final History history;
  private final People people;
  private final String range;
  private final long endsNanos;

  private Suspects(
      SourceRepository repository,
      ObjectId before,
      ObjectId after,
      SourceTree tree,
      History history,
      People people,
      String range,
      long endsNanos) {
    this.repository = repository;
    this.before = before;
    this.after = after;
    this.tree = tree;
    this.history = history;
    this.people = people;
    this.range = range;
    this.endsNanos = endsNanos;
  }

  /**
   * @param range for people: "between 1.0.0 and 1.1.0"
   */
  static Suspects between(
      SourceRepository repository,
      @Nullable String folder,
      ObjectId before,
      ObjectId after,
      People people,
      String range,
      Duration limit)
      throws IOException {
    long ends = System.nanoTime() + limit.toNanos();
    return new Suspects(
        repository,
        before,
        after,
        repository.tree(after, folder),
        repository.history(before, after, MAX_COMMITS),
        people,
        range,
        ends);
  }

  /** For people: "5 commits between 1.0.0 and 1.1.0". */
  String counted() {
    long commits = history.commits().stream().filter(commit -> !commit.merge()).count();
    String more = history.isCut() ? "more than " : "";
    return more + commits + (commits == 1 ? " commit " : " commits ") + range;
  }

  /** The commit that changes the method's own code. */
  Optional<SuspectCommit> ofMethod(MethodName name) throws IOException {
    return touching(name, SuspectCommit.Reach.METHOD, "inside " + name);
  }

  /** The commit that changes what the method calls, the heaviest callee first. */
  Optional<SuspectCommit> ofCallees(MethodName name, List<MethodName> callees) throws IOException {
    for (MethodName callee : callees) {
      Optional<SuspectCommit> found =
          touching(
              callee,
              SuspectCommit.Reach.CALLEE,
              "inside " + callee + ", which " + name + " calls");
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The newest commit that changes something else in the method's file. */
  Optional<SuspectCommit> ofFile(MethodName name) throws IOException {
    Optional<String> path = pathOf(name);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<Commit> near = MethodHistory.of(history, path.get(), name, endsNanos).sameFile();
    return near.stream()
        .findFirst()
        .map(commit ->
            suspect(
                commit,
                SuspectCommit.Reach.SAME_FILE,
                path.get(),
                0,
                "changes " + file(path.get()) + ", though not " + name,
                near.stream().skip(1).toList()));
  }

  private Optional<SuspectCommit> touching(
      MethodName name, SuspectCommit.Reach reach, String inside) throws IOException {
    Optional<String> found = pathOf(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String path = found.get();
    MethodHistory of = MethodHistory.of(history, path, name, endsNanos);
    List<Touch> touches = of.touches();
    if (touches.isEmpty()) {
      return Optional.empty();
    }
    String now = repository.text(after, path);
    MethodText method = MethodLocator.find(path, now, name);
    String then = repository.text(before, of.oldestPath());
    if (method.isThere()
        && method
            .code()
            .equals(MethodLocator.find(of.oldestPath(), then, of.oldestName()).code())) {
      // All that was done to it was taken back: what both versions run is the same.
      return Optional.empty();
    }
    List<Integer> different = LineChanges.added(then, now, method);
    Map<Integer, String> writers = writers(path);
    Map<String, Long> share =
        different.stream()
            .map(line -> writers.getOrDefault(line, ""))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Touch most =
        touches.stream()
            .max(
                Comparator.<Touch>comparingLong(
                        touch -> share.getOrDefault(touch.commit().abbreviated(), 0L))
                    .thenComparing(Touch::order, Comparator.reverseOrder()))
            .orElseThrow();
    int line =
        different.stream()
            .filter(l -> most.commit().abbreviated().equals(writers.get(l)))
            .findFirst()
            .orElse(0);
    String passed =
        of.unchanged() == 0
            ? ""
            : "; passed over " + of.unchanged() + " that only moved it or its lines";
    return Optional.of(
        suspect(
            most.commit(),
            reach,
            path,
            line,
            most.told() + " of " + file(path) + ", " + inside + passed,
            touches.stream()
                .map(Touch::commit)
                .filter(c -> !c.id().equals(most.commit().id()))
                .toList()));
  }

  private Optional<String> pathOf(MethodName name) {
    return tree.placeOf(new Frame(name.className(), name.method(), null, 0))
        .map(SourceTree.Place::path);
  }

  /** Abbreviated commit by line. */
  private Map<Integer, String> writers(String path) throws IOException {
    return repository.blame(after, path).stream()
        .collect(Collectors.toMap(LineAuthor::line, LineAuthor::commit, (one, other) -> one));
  }

  private SuspectCommit suspect(
      Commit commit,
      SuspectCommit.Reach reach,
      String path,
      int line,
      String what,
      List<Commit> others) {
    String also =
        others.isEmpty()
            ? ""
            : "; less of it: "
                + others.stream()
                    .limit(MAX_TOLD)
                    .map(Commit::abbreviated)
                    .collect(Collectors.joining(", "))
                + (others.size() > MAX_TOLD ? " and others" : "");
    Mailmap.Person author = proper(commit.author());
    Optional<String> objection = people.objection(author);
    Mailmap.Person committer = proper(commit.committer());
    boolean committed = objection.isPresent() && people.objection(committer).isEmpty();
    String who =
        objection
            .map(why ->
                "; its author "
                    + author.name()
                    + " is passed over: "
                    + why
                    + (committed ? "; named is who committed it" : ""))
            .orElse("");
    return new SuspectCommit(
        reach,
        commit.id().name(),
        People.written(committed ? committer : author),
        commit.subject(),
        path,
        commit.committed(),
        line,
        "commit " + commit.abbreviated() + ' ' + what + "; 1 of " + counted() + also + who);
  }

  private Mailmap.Person proper(Mailmap.Person person) {
    return tree.names().proper(person.name(), person.address());
  }

  private static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

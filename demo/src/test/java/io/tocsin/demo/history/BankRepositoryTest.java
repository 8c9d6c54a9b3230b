package io.tocsin.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.blame.BlameResult;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankRepositoryTest {
  private static final Instant END = Instant.parse("2026-01-05T10:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void blame_ofEveryPlace_givesItsPlannedAuthor(long seed) throws Exception {
    Plan plan = Plan.of(seed, 1);
    BankRepository.write(folder, plan, END);

    try (Git git = Git.open(folder.toFile())) {
      for (Place place : Place.values()) {
        BlameResult blame = git.blame().setFilePath(place.path()).call();
        assertThat(blame.getSourceAuthor(lineIn(place)).getName())
            .as(place.culprit())
            .isEqualTo(plan.staff().author(place).name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void owners_byTheLastLineThatMatches_areThePlannedTeams(long seed) throws Exception {
    Plan plan = Plan.of(seed, 1);
    List<String> lines =
        OwnersFile.text(plan.staff(), new java.util.Random(seed))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    for (Place place : Place.values()) {
      String last =
          lines.stream().filter(line -> matches(line, place)).reduce((a, b) -> b).orElseThrow();
      assertThat(last.split(" ")[1]).as(place.path()).isEqualTo(plan.staff().team(place));
    }
  }

  @Test
  void newestCommit_holdsTheSourcesAsTheyWereCompiled() throws Exception {
    BankRepository repository = BankRepository.write(folder, Plan.of(5, 1), END);

    for (SourceFile source : BankSources.read()) {
      Path original = Path.of(source.path());
      assertThat(folder.resolve(source.path())).hasSameTextualContentAs(original);
    }
    try (Git git = Git.open(folder.toFile())) {
      assertThat(git.getRepository().resolve("main").name()).isEqualTo(repository.head());
      assertThat(git.status().call().isClean()).isTrue();
      assertThat(git.log().call()).hasSize(repository.commits());
    }
  }

  @Test
  void sources_ofTheBank_areAllInTheJar() throws Exception {
    try (var files = Files.walk(Path.of("src/main/java/io/tocsin/demo/bank"))) {
      long java = files.filter(file -> file.toString().endsWith(".java")).count();
      assertThat(BankSources.read()).hasSize((int) java + 1);
    }
  }

  /** From 0: the declaration of the method that fails. */
  private int lineIn(Place place) throws Exception {
    List<String> lines = Files.readAllLines(folder.resolve(place.path()));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("  (?! )[^=]*\\b" + place.method() + "\\(.*")) {
        return i;
      }
    }
    throw new AssertionError("not found: " + place.culprit());
  }

  private static boolean matches(String line, Place place) {
    FastIgnoreRule rule = new FastIgnoreRule(line.split(" ")[0]);
    boolean file = rule.isMatch('/' + place.path(), false, true);
    boolean folderAbove = false;
    for (int i = place.path().indexOf('/'); i > 0; i = place.path().indexOf('/', i + 1)) {
      folderAbove |= rule.isMatch('/' + place.path().substring(0, i), true, true);
    }
    return file || folderAbove;
  }
}

package io.tocsin.demo.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.demo.plan.Place;
import io.tocsin.demo.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankRepositoryTest {
  private static final Instant END = Instant.parse("2026-01-05T10:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void blame_ofEveryPlace_givesItsPlannedAuthorInWhatWasDeployedOnly(long seed) throws Exception {
    Plan plan = Plan.of(seed, 1);
    try (BankRepository repository = BankRepository.write(folder, plan, END);
        Git git = Git.open(folder.toFile())) {
      int misled = 0;
      for (Place place : Place.all()) {
        int line = lineOf(place);
        String planned = plan.staff().author(place).name();
        assertThat(author(git, repository.deployed(), place, line))
            .as(place.code().culprit())
            .isEqualTo(planned);
        misled += author(git, "HEAD", place, line).equals(planned) ? 0 : 1;
      }
      assertThat(misled).as("places whose line is another's by now").isGreaterThan(8);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void owners_byTheLastLineThatMatches_areThePlannedTeams(long seed) {
    Plan plan = Plan.of(seed, 1);
    List<String> lines =
        OwnersFile.text(plan.staff(), new java.util.Random(seed))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    for (Place place : Place.all()) {
      String last =
          lines.stream().filter(line -> matches(line, place)).reduce((a, b) -> b).orElseThrow();
      assertThat(last.split(" ")[1]).as(place.code().path()).isEqualTo(plan.staff().team(place));
    }
  }

  @Test
  void deployedCommit_holdsTheSourcesAsTheyWereCompiled() throws Exception {
    try (BankRepository repository = BankRepository.write(folder, Plan.of(5, 1), END);
        Git git = Git.open(folder.toFile())) {
      ObjectId tree = git.getRepository().resolve(repository.deployed() + "^{tree}");
      for (SourceFile source : BankSources.read()) {
        try (TreeWalk file = TreeWalk.forPath(git.getRepository(), source.path(), tree)) {
          byte[] bytes = git.getRepository().open(file.getObjectId(0)).getBytes();
          assertThat(new String(bytes, StandardCharsets.UTF_8))
              .isEqualTo(Files.readString(Path.of(source.path())));
        }
      }
    }
  }

  @Test
  void repository_isAnOrdinaryOneWithItsBranchCheckedOut() throws Exception {
    try (BankRepository repository = BankRepository.write(folder, Plan.of(5, 1), END);
        Git git = Git.open(folder.toFile())) {
      assertThat(git.getRepository().getBranch()).isEqualTo("main");
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

  private static String author(Git git, String commit, Place place, int line) throws Exception {
    return git.blame()
        .setStartCommit(git.getRepository().resolve(commit))
        .setFilePath(place.code().path())
        .call()
        .getSourceAuthor(line)
        .getName();
  }

  /** From 0: where the running code declares the method that fails. */
  private static int lineOf(Place place) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(place.code().path()));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("  (?! )[^=]*\\b" + place.code().method() + "\\(.*")) {
        return i;
      }
    }
    throw new AssertionError("not found: " + place.code().culprit());
  }

  private static boolean matches(String line, Place place) {
    FastIgnoreRule rule = new FastIgnoreRule(line.split(" ")[0]);
    boolean file = rule.isMatch('/' + place.code().path(), false, true);
    boolean folderAbove = false;
    for (int i = place.code().path().indexOf('/');
        i > 0;
        i = place.code().path().indexOf('/', i + 1)) {
      folderAbove |= rule.isMatch('/' + place.code().path().substring(0, i), true, true);
    }
    return file || folderAbove;
  }
}

package io.tocsin.demo.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.plan.SlowingPlace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.io.NullOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
  private static final Instant END = Instant.parse("2026-01-05T10:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void slowRelease_hasOneCommitByThePlannedAuthorThatTouchesTheMethod(long seed) throws Exception {
    Plan plan = Plan.of(seed, 1);
    PlannedSlowdown slowdown = plan.slowdown().orElseThrow();
    try (BankRepository bank = BankRepository.write(folder, plan, END);
        Git git = Git.open(folder.toFile())) {
      bank.publishRelease();
      List<String> changing = new ArrayList<>();
      String before = method(git.getRepository(), bank.deployed(), slowdown.place());
      Set<String> authors = new HashSet<>();
      for (RevCommit commit : between(git, bank.deployed(), bank.release().revision())) {
        String after = method(git.getRepository(), commit.name(), slowdown.place());
        if (!after.equals(before)) {
          changing.add(commit.name());
          assertThat(commit.getAuthorIdent().getName()).isEqualTo(slowdown.author().name());
          assertThat(commit.getShortMessage()).isEqualTo(slowdown.place().change());
        }
        before = after;
        authors.add(commit.getAuthorIdent().getName());
      }
      assertThat(changing).containsExactly(bank.release().slowing().orElseThrow());
      assertThat(before).contains(String.join("\n", ReleaseWriter.slowForm(slowdown.place())));
      assertThat(authors).hasSizeGreaterThan(3);
    }
  }

  @Test
  void release_changesOtherMethodsOfTheFileAndOtherFilesToo() throws Exception {
    Plan plan = Plan.of(5, 1);
    String path = plan.slowdown().orElseThrow().place().code().path();
    try (BankRepository bank = BankRepository.write(folder, plan, END);
        Git git = Git.open(folder.toFile())) {
      bank.publishRelease();
      List<String> touched = new ArrayList<>();
      for (RevCommit commit : between(git, bank.deployed(), bank.release().revision())) {
        touched.addAll(files(git.getRepository(), commit));
      }
      assertThat(touched).hasSize(bank.release().commits());
      assertThat(touched.stream().filter(path::equals)).hasSizeGreaterThan(1);
      assertThat(new HashSet<>(touched)).hasSizeGreaterThan(15);
    }
  }

  @Test
  void release_beforeItIsPublished_cannotBeSeen() throws Exception {
    try (BankRepository bank = BankRepository.write(folder, Plan.of(5, 1), END)) {
      ObjectId revision = ObjectId.fromString(bank.release().revision());
      try (Git git = Git.open(folder.toFile())) {
        assertThatThrownBy(() -> git.getRepository().open(revision))
            .isInstanceOf(MissingObjectException.class);
      }
      bank.publishRelease();
      try (Git git = Git.open(folder.toFile())) {
        assertThat(git.getRepository().resolve("refs/heads/main")).isEqualTo(revision);
        assertThat(git.status().call().isClean()).isTrue();
      }
    }
  }

  @Test
  void harmlessRelease_touchesAMethodThatKeepsAProcessorBusyButNoCode() throws Exception {
    try (BankRepository bank = BankRepository.write(folder, Plan.healthy(5), END);
        Git git = Git.open(folder.toFile())) {
      bank.publishRelease();
      assertThat(bank.release().slowing()).isEmpty();
      List<SlowingPlace> touched = new ArrayList<>();
      for (SlowingPlace place : SlowingPlace.values()) {
        String before = method(git.getRepository(), bank.deployed(), place);
        String after = method(git.getRepository(), bank.release().revision(), place);
        if (!after.equals(before)) {
          touched.add(place);
        }
        assertThat(after.replaceAll(" *//[^\n]*\n", ""))
            .isEqualTo(before.replaceAll(" *//[^\n]*\n", ""));
      }
      assertThat(touched).isNotEmpty();
    }
  }

  /** The oldest first. */
  private static List<RevCommit> between(Git git, String from, String to) throws Exception {
    List<RevCommit> commits = new ArrayList<>();
    git.log()
        .addRange(ObjectId.fromString(from), ObjectId.fromString(to))
        .call()
        .forEach(commits::addFirst);
    return commits;
  }

  private static List<String> files(Repository repository, RevCommit commit) throws Exception {
    try (DiffFormatter diff = new DiffFormatter(NullOutputStream.INSTANCE)) {
      diff.setRepository(repository);
      return diff.scan(commit.getParent(0), commit).stream().map(DiffEntry::getNewPath).toList();
    }
  }

  private static String method(Repository repository, String commit, SlowingPlace place)
      throws Exception {
    ObjectId tree = repository.resolve(commit + "^{tree}");
    try (TreeWalk file = TreeWalk.forPath(repository, place.code().path(), tree)) {
      String text = new String(repository.open(file.getObjectId(0)).getBytes(), UTF_8);
      SourceFile source = SourceFile.parse(place.code().path(), text);
      return String.join("\n", source.members().get(source.memberOf(place.code().method())));
    }
  }
}

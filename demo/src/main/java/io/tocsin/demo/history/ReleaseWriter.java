package io.tocsin.demo.history;

import io.tocsin.demo.plan.Author;
import io.tocsin.demo.plan.Plan;
import io.tocsin.demo.plan.PlannedSlowdown;
import io.tocsin.demo.plan.SlowingPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes the commits between two versions. Each is somebody's; at most one changes what the code
 * does, and then only one method: that of the planned slowdown. The others put a line of comment
 * into other methods of the same file and into other files.
 */
final class ReleaseWriter {
  private static final int OTHER_FILES = 5;
  private static final List<String> NOTES =
      List.of(
          "As agreed with the desk.",
          "The handbook says the same.",
          "Looked at in the last review.",
          "Kept as the system before did it.",
          "Asked for by the auditors.");

  private final CommitWriter writer;
  private final Map<String, SourceFile> files = new TreeMap<>();
  private final Plan plan;
  private final Random random;
  private Instant at;
  private int commits;

  /**
   * @param files as the newest commit holds them
   */
  ReleaseWriter(
      CommitWriter writer, List<SourceFile> files, Plan plan, Random random, Instant newest) {
    this.writer = writer;
    files.forEach(file -> this.files.put(file.path(), file));
    this.plan = plan;
    this.random = random;
    this.at = newest;
  }

  /**
   * @param before how many commits were made since the version before already
   */
  Release write(int before) throws IOException {
    List<SourceFile> others = notable();
    others.removeIf(file -> isTouched(file.path()));
    Collections.shuffle(others, random);
    int half = OTHER_FILES / 2;
    for (SourceFile other : others.subList(0, half)) {
      note(other.path(), any(bodies(other)));
    }
    Optional<String> slowing = Optional.empty();
    if (plan.slowdown().isPresent()) {
      noteBeside(plan.slowdown().get().place());
      slowing = Optional.of(slow(plan.slowdown().get()));
    } else {
      note(any(List.of(SlowingPlace.values())));
    }
    for (SourceFile other : others.subList(half, OTHER_FILES)) {
      note(other.path(), any(bodies(other)));
    }
    String revision = note(others.get(OTHER_FILES).path(), any(bodies(others.get(OTHER_FILES))));
    Map<String, String> sources = new TreeMap<>();
    files.values().stream()
        .filter(file -> file.path().endsWith(".java"))
        .forEach(file -> sources.put(file.path(), file.text()));
    return new Release(revision, slowing, before + commits, sources);
  }

  private boolean isTouched(String path) {
    return plan.slowdown().filter(slow -> slow.place().code().path().equals(path)).isPresent();
  }

  private String slow(PlannedSlowdown slowdown) throws IOException {
    SlowingPlace place = slowdown.place();
    SourceFile file = file(place.code().path());
    List<String> form = new ArrayList<>(List.of(""));
    form.addAll(slowForm(place));
    return commit(
        file.with(file.memberOf(place.code().method()), form), slowdown.author(), place.change());
  }

  /** In every other method of its file. */
  private void noteBeside(SlowingPlace place) throws IOException {
    SourceFile file = file(place.code().path());
    int method = file.memberOf(place.code().method());
    for (int member : bodies(file)) {
      if (member != method) {
        note(file.path(), member);
      }
    }
  }

  private void note(SlowingPlace place) throws IOException {
    note(place.code().path(), file(place.code().path()).memberOf(place.code().method()));
  }

  private String note(String path, int member) throws IOException {
    SourceFile file = file(path);
    return commit(
        file.noted(member, any(NOTES)), any(plan.staff().authors()), "Comment on " + file.name());
  }

  private String commit(SourceFile changed, Author author, String message) throws IOException {
    files.put(changed.path(), changed);
    writer.put(changed.path(), changed.text());
    at = at.plusSeconds(1);
    commits++;
    return writer.commit(author, at, message);
  }

  private SourceFile file(String path) throws IOException {
    SourceFile file = files.get(path);
    if (file == null) {
      throw new IOException("the bank has no " + path);
    }
    return file;
  }

  private List<SourceFile> notable() {
    return new ArrayList<>(
        files.values().stream().filter(file -> !bodies(file).isEmpty()).toList());
  }

  private static List<Integer> bodies(SourceFile file) {
    return IntStream.range(0, file.members().size()).filter(file::hasBody).boxed().toList();
  }

  static List<String> slowForm(SlowingPlace place) throws IOException {
    String name = "/releases/" + place.slowForm();
    try (InputStream text = ReleaseWriter.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IOException(name + " is not in this jar");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}

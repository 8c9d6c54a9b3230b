package io.tocsin.bot.suspect;

import io.tocsin.bot.source.Commit;
import io.tocsin.bot.source.FileChange;
import io.tocsin.bot.source.History;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one method through a history, the newest commit first. The method is looked up by
 * name in each commit's own version of its file, so that no line has to be carried from version to
 * version. Renamed files are followed, and a method that was cut from one file and put into
 * another; a commit that only moves it, renames its file or lays it out anew does not touch it.
 */
final class MethodHistory {
  private final History history;
  private final long endsNanos;
  private final Set<Place> places = new LinkedHashSet<>();
  private final List<Touch> touches = new ArrayList<>();
  private final List<Commit> sameFile = new ArrayList<>();
  private int unchanged;

  private record Place(String path, MethodName name) {}

  private MethodHistory(History history, long endsNanos) {
    this.history = history;
    this.endsNanos = endsNanos;
  }

  /**
   * @param path of the method's file in the newest commit
   * @param endsNanos of {@link System#nanoTime}; what was not looked at by then is left out
   */
  static MethodHistory of(History history, String path, MethodName name, long endsNanos)
      throws IOException {
    MethodHistory of = new MethodHistory(history, endsNanos);
    of.places.add(new Place(path, name));
    of.read();
    return of;
  }

  /** The newest first, without those that a later one takes back and those that do. */
  List<Touch> touches() {
    List<Touch> left = new ArrayList<>(touches);
    for (int newer = 0; newer < left.size(); newer++) {
      for (int older = newer + 1; older < left.size(); older++) {
        if (left.get(newer).undoes(left.get(older))) {
          left.remove(older);
          left.remove(newer);
          newer--;
          break;
        }
      }
    }
    return left;
  }

  /** Commits that change something else in its file. */
  List<Commit> sameFile() {
    return sameFile;
  }

  /** Where its file was in the oldest commit. */
  String oldestPath() {
    return List.copyOf(places).getLast().path();
  }

  MethodName oldestName() {
    return List.copyOf(places).getLast().name();
  }

  /** How many only move it, or lay it out anew. */
  int unchanged() {
    return unchanged;
  }

  private void read() throws IOException {
    int order = 0;
    for (Commit commit : history.commits()) {
      if (System.nanoTime() > endsNanos) {
        return;
      }
      if (!commit.merge()) {
        read(commit, order);
      }
      order++;
    }
  }

  private void read(Commit commit, int order) throws IOException {
    List<FileChange> changes = history.changes(commit);
    for (Place place : List.copyOf(places)) {
      for (FileChange change : changes) {
        if (place.path().equals(change.newPath())
            || change.newPath() == null && place.path().equals(change.oldPath())) {
          read(commit, order, change, place);
        }
      }
    }
  }

  private void read(Commit commit, int order, FileChange change, Place place) throws IOException {
    String oldPath = change.oldPath();
    MethodName oldName =
        oldPath == null || oldPath.equals(place.path())
            ? place.name()
            : place.name().inFile(oldPath);
    String before = history.text(change.oldText());
    String after = history.text(change.newText());
    MethodText now = MethodLocator.find(place.path(), after, place.name());
    MethodText was =
        oldPath == null ? MethodText.NONE : MethodLocator.find(oldPath, before, oldName);
    if (oldPath != null && !oldPath.equals(place.path())) {
      places.add(new Place(oldPath, oldName));
    }
    if (now.isThere() && !was.isThere()) {
      Optional<Moved> from = movedFrom(commit, place, now);
      if (from.isPresent()) {
        places.add(from.get().place());
        was = from.get().text();
      }
    }
    if (now.code().equals(was.code())) {
      if (now.isThere() && !Objects.equals(now.ranges(), was.ranges())
          || !Objects.equals(oldPath, change.newPath())) {
        unchanged++;
      }
      sameFile.add(commit);
      return;
    }
    String told = LineChanges.told(before, after, was, now);
    touches.add(new Touch(commit, order, was.code(), now.code(), told));
  }

  private record Moved(Place place, MethodText text) {}

  /** The method of that name that the same commit takes out of another file. */
  private Optional<Moved> movedFrom(Commit commit, Place to, MethodText now) throws IOException {
    @Nullable Moved only = null;
    for (FileChange other : history.changes(commit)) {
      String path = other.oldPath();
      if (path == null || path.equals(to.path()) || !path.endsWith(".java")) {
        continue;
      }
      MethodName there = to.name().inFile(path);
      MethodText old = MethodLocator.find(path, history.text(other.oldText()), there);
      String newPath = other.newPath();
      boolean stays =
          newPath != null
              && MethodLocator.find(
                      newPath, history.text(other.newText()), to.name().inFile(newPath))
                  .isThere();
      if (!old.isThere() || stays) {
        continue;
      }
      Moved moved = new Moved(new Place(path, there), old);
      if (old.code().equals(now.code())) {
        return Optional.of(moved);
      }
      only = moved;
    }
    return Optional.ofNullable(only);
  }
}

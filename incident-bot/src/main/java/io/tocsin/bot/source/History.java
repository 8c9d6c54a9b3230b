package io.tocsin.bot.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * The commits that one revision has and another has not, and what each of them changes. Reads as it
 * is asked and keeps what it has read. Used by one thread.
 */
public final class History {
  private final Repository git;
  private final List<Commit> commits;
  private final boolean cut;
  private final Map<ObjectId, List<FileChange>> changes = new HashMap<>();

  private History(Repository git, List<Commit> commits, boolean cut) {
    this.git = git;
    this.commits = commits;
    this.cut = cut;
  }

  /**
   * @param limit commits at most; beyond, the oldest are left out
   */
  static History between(Repository git, ObjectId before, ObjectId after, int limit)
      throws IOException {
    List<Commit> commits = new ArrayList<>();
    boolean cut = false;
    try (RevWalk walk = new RevWalk(git)) {
      walk.sort(RevSort.TOPO);
      walk.markStart(walk.parseCommit(after));
      walk.markUninteresting(walk.parseCommit(before));
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        if (commits.size() == limit) {
          cut = true;
          break;
        }
        commits.add(
            new Commit(
                commit.copy(),
                person(commit.getAuthorIdent()),
                person(commit.getCommitterIdent()),
                commit.getShortMessage(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getParentCount() > 1));
      }
    }
    return new History(git, List.copyOf(commits), cut);
  }

  private static Mailmap.Person person(PersonIdent ident) {
    return new Mailmap.Person(ident.getName(), ident.getEmailAddress());
  }

  /** Children before their parents. */
  public List<Commit> commits() {
    return commits;
  }

  /** Whether there were more than it reads. */
  public boolean isCut() {
    return cut;
  }

  /** Of a commit, against its first parent, with renames where it adds and deletes files. */
  public List<FileChange> changes(Commit commit) throws IOException {
    List<FileChange> known = changes.get(commit.id());
    if (known == null) {
      known = read(commit.id());
      changes.put(commit.id(), known);
    }
    return known;
  }

  private List<FileChange> read(ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(git);
        ObjectReader reader = git.newObjectReader();
        TreeWalk tree = new TreeWalk(git, reader)) {
      RevCommit commit = walk.parseCommit(id);
      if (commit.getParentCount() == 0) {
        tree.addTree(new EmptyTreeIterator());
      } else {
        tree.addTree(
            new CanonicalTreeParser(null, reader, walk.parseCommit(commit.getParent(0)).getTree()));
      }
      tree.addTree(new CanonicalTreeParser(null, reader, commit.getTree()));
      tree.setRecursive(true);
      tree.setFilter(TreeFilter.ANY_DIFF);
      List<DiffEntry> entries = DiffEntry.scan(tree);
      if (entries.stream().anyMatch(e -> e.getChangeType() == DiffEntry.ChangeType.DELETE)) {
        entries = withRenames(entries, reader);
      }
      return entries.stream().map(History::change).toList();
    }
  }

  private List<DiffEntry> withRenames(List<DiffEntry> entries, ObjectReader reader)
      throws IOException {
    RenameDetector renames = new RenameDetector(git);
    renames.addAll(entries);
    try {
      return renames.compute(reader, null);
    } catch (CanceledException e) {
      throw new IOException("nobody can cancel it", e);
    }
  }

  private static FileChange change(DiffEntry entry) {
    boolean added = entry.getChangeType() == DiffEntry.ChangeType.ADD;
    boolean deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
    return new FileChange(
        added ? null : entry.getOldPath(),
        deleted ? null : entry.getNewPath(),
        added ? null : whole(entry.getOldId().toObjectId()),
        deleted ? null : whole(entry.getNewId().toObjectId()));
  }

  private static @Nullable ObjectId whole(ObjectId id) {
    return ObjectId.zeroId().equals(id) ? null : id;
  }

  /** Empty for no blob, or one too large to be source. */
  public String text(@Nullable ObjectId blob) throws IOException {
    return blob == null ? "" : TreeReading.text(git, blob);
  }
}

package io.tocsin.demo.history;

import io.tocsin.demo.plan.Author;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of commits into a new repository without going through its working tree, which is
 * filled when they are published.
 */
final class CommitWriter implements AutoCloseable {
  private final Git git;
  private final ObjectInserter objects;
  private final Folder root = new Folder();
  private @Nullable ObjectId newest;

  private CommitWriter(Git git) {
    this.git = git;
    // One pack instead of thousands of small files: a tenth of the time on a busy disk.
    this.objects =
        git.getRepository().getObjectDatabase() instanceof ObjectDirectory files
            ? files.newPackInserter()
            : git.getRepository().newObjectInserter();
  }

  static CommitWriter create(Path folder, String branch) throws IOException {
    try {
      return new CommitWriter(
          Git.init().setDirectory(folder.toFile()).setInitialBranch(branch).call());
    } catch (GitAPIException e) {
      throw new IOException("no repository can be made in " + folder, e);
    }
  }

  /** Adds or replaces a file; it is part of every later commit. */
  void put(String path, String text) throws IOException {
    root.put(path, objects.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns its name, 40 hex digits. Nobody else sees it before {@link #publish}. */
  String commit(Author author, Instant at, String message) throws IOException {
    PersonIdent person = new PersonIdent(author.name(), author.address(), at, ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(root.write(objects));
    if (newest != null) {
      commit.setParentId(newest);
    }
    commit.setAuthor(person);
    commit.setCommitter(person);
    commit.setMessage(message + '\n');
    newest = objects.insert(commit);
    return newest.name();
  }

  /** Points the branch at the newest commit and checks it out. */
  void publish() throws IOException {
    if (newest == null) {
      throw new IOException("nothing was committed");
    }
    objects.flush();
    RefUpdate head = git.getRepository().updateRef(Constants.HEAD);
    head.setNewObjectId(newest);
    RefUpdate.Result result = head.update();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
      throw new IOException("the branch cannot be set: " + result);
    }
    try {
      git.reset().setMode(ResetType.HARD).call();
    } catch (GitAPIException e) {
      throw new IOException("the newest commit cannot be checked out", e);
    }
  }

  @Override
  public void close() {
    objects.close();
    git.close();
  }
}

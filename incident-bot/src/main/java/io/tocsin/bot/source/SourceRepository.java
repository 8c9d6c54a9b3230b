package io.tocsin.bot.source;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** An open repository, with what was read of it kept by commit. Safe for many threads. */
public final class SourceRepository implements AutoCloseable {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");
  private static final int KEPT_TREES = 8;

  private record TreeKey(ObjectId commit, @Nullable String folder) {}

  private record BlameKey(ObjectId commit, String path) {}

  /**
   * @param because which commit, and why that one
   */
  public record Revision(ObjectId commit, String because) {}

  private final Repository git;
  private final Duration blameLimit;
  private final Map<TreeKey, SourceTree> trees = new RecentlyUsed<>(KEPT_TREES);
  private final Map<BlameKey, List<LineAuthor>> blames;

  private SourceRepository(Repository git, SourceConfig config) {
    this.git = git;
    this.blameLimit = config.blameLimit();
    this.blames = new RecentlyUsed<>(config.cachedFiles());
  }

  /**
   * @param path of a working tree, or of a bare repository
   */
  static SourceRepository open(Path path, SourceConfig config) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    File folder = path.toAbsolutePath().toFile();
    if (Files.exists(path.resolve(".git"))) {
      builder.setWorkTree(folder);
    } else {
      builder.setGitDir(folder);
    }
    return new SourceRepository(builder.build(), config);
  }

  /** The commit that a service says it was built from, where the repository has it, else HEAD. */
  public Revision revision(@Nullable String said) throws IOException {
    ObjectId built = said == null ? null : commit(said);
    if (built != null) {
      return new Revision(built, "commit " + built.abbreviate(8).name() + ", as the service says");
    }
    ObjectId head = git.resolve("HEAD^{commit}");
    if (head == null) {
      throw new IOException(git.getDirectory() + " has no commit");
    }
    String why = said == null ? "the service names no commit" : "it has no commit " + said;
    return new Revision(head, "HEAD " + head.abbreviate(8).name() + ": " + why);
  }

  /** Whether it has the commit that a service says it was built from. */
  public boolean has(String said) {
    return commit(said) != null;
  }

  /** Null where it is none, or not one only. */
  public @Nullable ObjectId commit(String said) {
    if (!COMMIT.matcher(said).matches()) {
      return null;
    }
    try (RevWalk walk = new RevWalk(git)) {
      ObjectId id = git.resolve(said);
      return id == null ? null : walk.parseCommit(id).copy();
    } catch (IOException notACommit) {
      return null;
    }
  }

  /**
   * @param folder to look for source files in; null for everywhere
   */
  public SourceTree tree(ObjectId commit, @Nullable String folder) throws IOException {
    TreeKey key = new TreeKey(commit, folder);
    synchronized (trees) {
      SourceTree kept = trees.get(key);
      if (kept != null) {
        return kept;
      }
    }
    SourceTree read = TreeReading.read(git, commit, folder);
    synchronized (trees) {
      trees.put(key, read);
    }
    return read;
  }

  /** A file's text at a commit; empty where it has no such file, or too large a one. */
  public String text(ObjectId commit, String path) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      return TreeReading.text(git, walk.parseCommit(commit).getTree(), path);
    }
  }

  /** What was committed since {@code before} and is in {@code after}. */
  public History history(ObjectId before, ObjectId after, int limit) throws IOException {
    return History.between(git, before, after, limit);
  }

  /** Who wrote each line of the file last; renames are followed. Empty where blame gave up. */
  public List<LineAuthor> blame(ObjectId commit, String path) throws IOException {
    BlameKey key = new BlameKey(commit, path);
    synchronized (blames) {
      List<LineAuthor> kept = blames.get(key);
      if (kept != null) {
        return kept;
      }
    }
    List<LineAuthor> lines = readBlame(commit, path);
    synchronized (blames) {
      blames.put(key, lines);
    }
    return lines;
  }

  private List<LineAuthor> readBlame(ObjectId commit, String path) throws IOException {
    long ends = System.nanoTime() + blameLimit.toNanos();
    List<LineAuthor> lines = new ArrayList<>();
    try (BlameGenerator blame = new BlameGenerator(git, path)) {
      blame.setFollowFileRenames(true);
      blame.push(null, commit);
      while (blame.next()) {
        PersonIdent author = blame.getSourceAuthor();
        String source = blame.getSourceCommit().abbreviate(8).name();
        for (int line = blame.getResultStart(); line < blame.getResultEnd(); line++) {
          lines.add(
              new LineAuthor(
                  line + 1,
                  source,
                  author.getName(),
                  author.getEmailAddress(),
                  author.getWhenAsInstant()));
        }
        if (System.nanoTime() > ends) {
          return List.of();
        }
      }
    }
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    git.close();
  }
}

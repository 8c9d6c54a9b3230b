package io.tocsin.bot.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Reads a commit's tree: CODEOWNERS where GitHub and GitLab look for it, mailmap, source files. */
final class TreeReading {
  private static final List<String> CODEOWNERS =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");
  private static final Set<String> SOURCES = Set.of("java", "kt", "kts", "scala", "groovy");

  /** As GitHub for CODEOWNERS: a larger file is not read. */
  private static final int MAX_FILE_BYTES = 3 * 1024 * 1024;

  private static final int MAX_FILES = 500_000;

  private TreeReading() {}

  /**
   * @param folder to look for source files in; null for everywhere
   */
  static SourceTree read(Repository repository, ObjectId commit, @Nullable String folder)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevTree tree = walk.parseCommit(commit).getTree();
      String owners = "";
      for (String place : CODEOWNERS) {
        owners = owners.isEmpty() ? text(repository, tree, place) : owners;
      }
      return new SourceTree(
          commit.abbreviate(8).name(),
          owners,
          Mailmap.parse(text(repository, tree, ".mailmap")),
          sources(repository, tree, folder));
    }
  }

  /** Empty where there is no such file, or too large a one. */
  static String text(Repository repository, RevTree tree, String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
      if (walk == null) {
        return "";
      }
      return text(repository, walk.getObjectId(0));
    }
  }

  /** Empty for too large a one. */
  static String text(Repository repository, ObjectId blob) throws IOException {
    ObjectLoader file = repository.open(blob);
    return file.getSize() > MAX_FILE_BYTES
        ? ""
        : new String(file.getBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> sources(
      Repository repository, RevTree tree, @Nullable String folder) throws IOException {
    Map<String, List<String>> byName = new HashMap<>();
    String prefix = folder == null ? "" : folder.endsWith("/") ? folder : folder + '/';
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      for (int files = 0; files < MAX_FILES && walk.next(); files++) {
        String path = walk.getPathString();
        String name = walk.getNameString();
        if (SOURCES.contains(name.substring(name.lastIndexOf('.') + 1))
            && path.startsWith(prefix)) {
          byName.computeIfAbsent(name, n -> new ArrayList<>(1)).add(path);
        }
      }
    }
    return byName;
  }
}

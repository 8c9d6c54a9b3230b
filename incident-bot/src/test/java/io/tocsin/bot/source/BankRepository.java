package io.tocsin.bot.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A repository that a test writes, one commit a change. */
public final class BankRepository implements AutoCloseable {
  public static final String REFUND = "refunds/src/main/java/com/bank/refund/RefundService.java";

  private final Git git;
  private final Path folder;
  private Instant when = Instant.parse("2026-01-01T10:00:00Z");

  public BankRepository(Path folder) throws GitAPIException {
    this.folder = folder;
    this.git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
  }

  /** Returns the commit's id. */
  public String commit(String author, String path, String text)
      throws IOException, GitAPIException {
    return commit(author, author, path, text);
  }

  public String commit(String author, String committer, String path, String text)
      throws IOException, GitAPIException {
    write(path, text);
    return record(author, committer, path);
  }

  public String commit(String author, List<String> paths, List<String> texts)
      throws IOException, GitAPIException {
    for (int i = 0; i < paths.size(); i++) {
      write(paths.get(i), texts.get(i));
    }
    return record(author, author, paths.getFirst());
  }

  public String rename(String author, String from, String to, String text)
      throws IOException, GitAPIException {
    git.rm().addFilepattern(from).call();
    write(to, text);
    return record(author, author, to);
  }

  public void branch(String name, String at) throws GitAPIException {
    git.checkout().setCreateBranch(true).setName(name).setStartPoint(at).call();
  }

  public void checkout(String name) throws GitAPIException {
    git.checkout().setName(name).call();
  }

  /** Into the branch that is checked out. */
  public String merge(String name) throws IOException, GitAPIException {
    git.merge()
        .include(git.getRepository().resolve(name))
        .setFastForward(MergeCommand.FastForwardMode.NO_FF)
        .setMessage("Merge " + name)
        .call();
    return git.getRepository().resolve("HEAD").name();
  }

  private void write(String path, String text) throws IOException, GitAPIException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.add().addFilepattern(path).call();
  }

  private String record(String author, String committer, String path) throws GitAPIException {
    when = when.plusSeconds(3_600);
    return git.commit()
        .setMessage("Change " + path)
        .setAuthor(ident(author))
        .setCommitter(ident(committer))
        .setSign(false)
        .call()
        .name();
  }

  private PersonIdent ident(String name) {
    return new PersonIdent(name, name + "@bank.example", when, ZoneOffset.UTC);
  }

  public static String lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int line = 1; line <= count; line++) {
      text.append("line ").append(line).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    git.close();
  }
}

package io.tocsin.bot.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
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
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.add().addFilepattern(path).call();
    when = when.plusSeconds(3_600);
    PersonIdent ident = new PersonIdent(author, author + "@bank.example", when, ZoneOffset.UTC);
    return git.commit()
        .setMessage("Change " + path)
        .setAuthor(ident)
        .setCommitter(ident)
        .setSign(false)
        .call()
        .name();
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

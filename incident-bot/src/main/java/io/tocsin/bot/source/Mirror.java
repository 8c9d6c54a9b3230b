package io.tocsin.bot.source;

import io.tocsin.model.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** A bare copy of a repository that has an address. */
final class Mirror {
  private static final int TIMEOUT_SECONDS = 60;

  private final RepositoryConfig repository;
  private final Path folder;

  Mirror(RepositoryConfig repository, Path cacheFolder) {
    this.repository = repository;
    this.folder = cacheFolder.resolve(folderName(repository.git()));
  }

  /** Clones, or fetches what is new. Called by one thread at a time. */
  Path bringUpToDate() throws IOException, GitAPIException {
    if (Files.exists(folder.resolve("HEAD"))) {
      try (Git git = Git.open(folder.toFile())) {
        withToken(git.fetch().setRemoveDeletedRefs(true), repository.token()).call();
      }
      return folder;
    }
    Files.createDirectories(folder.getParent());
    withToken(
            Git.cloneRepository()
                .setURI(repository.git())
                .setDirectory(folder.toFile())
                .setBare(true)
                .setMirror(true),
            repository.token())
        .call()
        .close();
    return folder;
  }

  private static <C extends TransportCommand<C, ?>> C withToken(C command, @Nullable Secret token) {
    command.setTimeout(TIMEOUT_SECONDS);
    return token == null
        ? command
        : command.setCredentialsProvider(
            new UsernamePasswordCredentialsProvider("x-access-token", token.reveal()));
  }

  private static String folderName(String address) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8) + ".git";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.tocsin.bot.owner.codeowners;

import com.google.re2j.Pattern;
import io.tocsin.model.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configured repositories, opened and mirrored. Safe for many threads; {@link #refresh} is
 * called by one.
 */
final class Repositories implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repositories.class);
  private static final int TIMEOUT_SECONDS = 60;

  private final CodeownersConfig config;
  private final Map<RepositoryConfig, SourceRepository> open = new ConcurrentHashMap<>();
  private final Map<RepositoryConfig, String> troubles = new ConcurrentHashMap<>();

  Repositories(CodeownersConfig config) {
    this.config = config;
  }

  Optional<RepositoryConfig> of(String service) {
    return config.repositories().stream().filter(r -> fits(r.service(), service)).findFirst();
  }

  private static boolean fits(String pattern, String service) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(regex, service);
  }

  /** Null while it is not there, or not mirrored yet. */
  @Nullable SourceRepository get(RepositoryConfig repository) {
    return open.get(repository);
  }

  /** Opens what is not open, mirrors what has an address. */
  void refresh() {
    for (RepositoryConfig repository : config.repositories()) {
      try {
        Path path = repository.isAddress() ? mirrored(repository) : Path.of(repository.git());
        if (!open.containsKey(repository)) {
          open.put(repository, SourceRepository.open(path, config));
        }
        troubles.remove(repository);
      } catch (IOException | GitAPIException e) {
        troubles.put(repository, repository.git() + ": " + e.getMessage());
      } catch (RuntimeException e) {
        // JGit throws unchecked ones too, as of a damaged configuration or pack: the others count.
        LOG.warn("{} could not be opened or fetched; tried again", repository.git(), e);
        troubles.put(repository, repository.git() + ": " + e);
      }
    }
  }

  List<String> troubles() {
    return List.copyOf(troubles.values());
  }

  private Path mirrored(RepositoryConfig repository) throws IOException, GitAPIException {
    Path mirror = config.cacheFolder().resolve(folderName(repository.git()));
    if (Files.exists(mirror.resolve("HEAD"))) {
      try (Git git = Git.open(mirror.toFile())) {
        withToken(git.fetch().setRemoveDeletedRefs(true), repository.token()).call();
      }
      return mirror;
    }
    Files.createDirectories(config.cacheFolder());
    withToken(
            Git.cloneRepository()
                .setURI(repository.git())
                .setDirectory(mirror.toFile())
                .setBare(true)
                .setMirror(true),
            repository.token())
        .call()
        .close();
    return mirror;
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

  @Override
  public void close() {
    open.values().forEach(SourceRepository::close);
    open.clear();
  }
}

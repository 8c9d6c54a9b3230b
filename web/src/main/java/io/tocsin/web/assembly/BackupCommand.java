package io.tocsin.web.assembly;

import io.tocsin.web.assembly.archive.Arrival;
import io.tocsin.web.assembly.archive.BackupFailedException;
import io.tocsin.web.assembly.archive.FolderTree;
import io.tocsin.web.assembly.archive.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a backup of the running server into a folder. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Take a backup of the running server into a new folder.",
      "Exit 0: whole. 1: broken off, nothing is kept. 2: not begun."
    })
final class BackupCommand implements Callable<Integer> {
  /** Until the answer begins: by then the server has copied its databases. */
  private static final Duration FREEZE = Duration.ofHours(1);

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final String LOCAL_USER = System.getProperty("user.name", "unknown");

  @Mixin private ConfigOption config = new ConfigOption();

  @Parameters(paramLabel = "DIR", description = "Folder to be made; an empty one will do.")
  private Path into = Path.of("");

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Default: web.endpoint of the settings. A server gives backups to its own machine only;"
              + " from another one use a tunnel.")
  private @Nullable URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Default: secrets/operator.token in the data folder of the settings.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--without-keys",
      description =
          "Leave out keys and tokens. To restore such a backup you need a copy of data/keys.")
  private boolean withoutKeys;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TocsinConfig settings = config.read();
    Path target = into.toAbsolutePath().normalize();
    if (!new FolderTree(target).isEmpty()) {
      throw new CannotRunException(into + " is not empty: name a folder that is to be made");
    }
    String token = token(settings);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    FolderTree tree = FolderTree.fresh(unfinished);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      HttpResponse<InputStream> answer = ask(http, settings, token);
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw refused(answer.statusCode(), body);
        }
        Manifest manifest = receive(tree, answer, body);
        tree.moveTo(target);
        tell(manifest);
        return 0;
      }
    } finally {
      tree.delete();
    }
  }

  private String token(TocsinConfig settings) throws IOException {
    Path file = tokenFile != null ? tokenFile : settings.data().resolve(OperatorTokenFile.NAME);
    if (!Files.isReadable(file)) {
      throw new CannotRunException(
          file
              + " cannot be read: start the server first, run this as the server's user, or name"
              + " its --config");
    }
    return Files.readString(file).strip();
  }

  private HttpResponse<InputStream> ask(HttpClient http, TocsinConfig settings, String token)
      throws IOException, InterruptedException {
    URI base = server != null ? server : URI.create("http://" + settings.web().endpoint());
    URI uri =
        base.resolve(
            "/api/v1/backup?keys="
                + !withoutKeys
                + "&by="
                + URLEncoder.encode(
                    LOCAL_USER.replaceAll("[^A-Za-z0-9._@-]", "_"), StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + token)
            .timeout(FREEZE)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new CannotRunException("no server on " + base.getAuthority() + ": start it with up");
    } catch (IOException e) {
      throw new BackupFailedException("the server gave no backup: " + e, e);
    }
  }

  private static RuntimeException refused(int status, InputStream body) throws IOException {
    String said = new String(body.readNBytes(2_000), StandardCharsets.UTF_8);
    return new CannotRunException("the server answered " + status + ": " + said);
  }

  private static Manifest receive(
      FolderTree tree, HttpResponse<InputStream> answer, InputStream body) {
    Progress progress =
        Progress.onError(answer.headers().firstValueAsLong("Tocsin-Backup-Bytes").orElse(0));
    try {
      return Arrival.into(tree, body, progress);
    } catch (IOException e) {
      throw new BackupFailedException(
          "broken off before the end, nothing is kept: " + e.getMessage(), e);
    } finally {
      progress.end();
    }
  }

  private void tell(Manifest manifest) {
    System.out.printf(
        "Backup of %s in %s: %d files, %s.%n",
        manifest.takenAt(), into, manifest.files().size(), Progress.mb(manifest.bytes()));
    System.out.println(
        manifest.keys()
            ? "It holds the server's keys and tokens: keep it as safe as the server itself."
            : "It holds no keys: keep a copy of data/keys elsewhere, a restore needs it.");
    System.out.println("Settings (tocsin.yml and secrets outside the data folder) are not in it.");
  }
}

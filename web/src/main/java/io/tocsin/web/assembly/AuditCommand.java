package io.tocsin.web.assembly;

import io.tocsin.model.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running server about its audit journal. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "The audit journal.")
final class AuditCommand {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Prove that no entry was deleted, changed or moved; exit 1 where one was.")
  int verify(@Mixin ConfigOption config) throws IOException, InterruptedException {
    TocsinConfig settings = config.read();
    URI uri = URI.create("http://" + settings.web().endpoint() + "/api/v1/audit/verify");
    if (!Files.isDirectory(settings.data())) {
      throw new CannotRunException(
          "no data in " + settings.data() + ": start the server first, or name its --config");
    }
    Secret token = settings.allTenants().getFirst().apiTokenIn(settings.data());
    JsonNode verdict = ask(uri, token.reveal());
    System.out.println(verdict.get("because").asString());
    return verdict.get("intact").asBoolean() ? 0 : 1;
  }

  private static JsonNode ask(URI uri, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .timeout(TIMEOUT)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new CannotRunException(
            "the server answered " + answer.statusCode() + ": " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (java.net.ConnectException e) {
      throw new CannotRunException("no server on " + uri.getAuthority() + ": start it with up");
    }
  }
}

package io.tocsin.web.assembly;

import io.tocsin.model.config.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of the running server, as the commands of its own machine ask it. */
final class ServerApi implements AutoCloseable {
  private final TocsinConfig settings;
  private final Duration timeout;
  private final HttpClient http = HttpClient.newHttpClient();

  /** With the endpoint and the tokens of these settings. */
  ServerApi(TocsinConfig settings, Duration timeout) {
    if (!Files.isDirectory(settings.data())) {
      throw new CannotRunException(
          "no data in " + settings.data() + ": start the server first, or name its --config");
    }
    this.settings = settings;
    this.timeout = timeout;
  }

  /** A CannotRunException where there is no server, or where it refuses. */
  JsonNode get(TenantSettings tenant, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + settings.web().endpoint() + path);
    Secret token = tenant.apiTokenIn(settings.data());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token.reveal())
            .timeout(timeout)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new CannotRunException(
            "the server answered " + answer.statusCode() + ": " + answer.body());
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (ConnectException e) {
      throw new CannotRunException("no server on " + uri.getAuthority() + ": start it with up");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

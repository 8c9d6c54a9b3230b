package io.tocsin.web.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser in the console of a running Tocsin. */
final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
  private static final Pattern INVITATION = Pattern.compile("works once: (\\S+)");
  private static final Pattern TOKEN = Pattern.compile("token=([^&\\s]+)");

  private final RunningTocsin tocsin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Visitor(RunningTocsin tocsin) {
    this.tocsin = tocsin;
  }

  /** Comes by the link that the server's first start has printed. */
  static Visitor firstAdmin(RunningTocsin tocsin) throws IOException {
    Visitor visitor = new Visitor(tocsin);
    // Printed once all is up, which is after it answers.
    Patience.awaitTrue(
        "the link for the first admin", () -> INVITATION.matcher(tocsin.server().output()).find());
    Matcher link = INVITATION.matcher(tocsin.server().output());
    assertThat(link.find()).as(tocsin.server().output()).isTrue();
    Matcher token = TOKEN.matcher(link.group(1));
    assertThat(token.find()).isTrue();
    Map<String, String> person = Map.of("name", "dev-a", "password", "correct horse battery");
    Map<String, String> joining = new HashMap<>(person);
    joining.put("token", token.group(1));
    visitor.submit(URI.create(link.group(1)), "/join", joining);
    visitor.submit(tocsin.console("/sign-in"), "/sign-in", person);
    visitor.look("/incidents");
    return visitor;
  }

  /** How many milliseconds the page took, which must be there. */
  long look(String path) throws IOException {
    long begin = System.nanoTime();
    read(path);
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /** The page, which must be there. */
  String read(String path) throws IOException {
    HttpResponse<String> page = send(HttpRequest.newBuilder(tocsin.console(path)).build());
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }

  private void submit(URI form, String path, Map<String, String> fields) throws IOException {
    Matcher csrf = CSRF.matcher(send(HttpRequest.newBuilder(form).build()).body());
    assertThat(csrf.find()).as("a form at " + form).isTrue();
    Map<String, String> all = new HashMap<>(fields);
    all.put("_csrf", csrf.group(1));
    String body =
        all.entrySet().stream()
            .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(tocsin.console(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(302);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}

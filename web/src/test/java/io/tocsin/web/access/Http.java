package io.tocsin.web.access;

import io.tocsin.web.preview.PreviewData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a face: cookies and forms, no redirects by itself. */
final class Http {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

  private final String base;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Http(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  static Http signedIn(int port, String name) {
    Http http = new Http(port);
    HttpResponse<String> answer =
        http.submit("/sign-in", Map.of("name", name, "password", PreviewData.PASSWORD));
    if (answer.headers().firstValue("Location").orElse("").contains("sign-in")) {
      throw new IllegalStateException("not let in: " + name);
    }
    return http;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** With the CSRF token of a page that this session may see. */
  HttpResponse<String> submit(String path, Map<String, String> fields) {
    HttpResponse<String> page = get("/status");
    Matcher token = CSRF.matcher(page.statusCode() == 200 ? page.body() : get("/sign-in").body());
    if (!token.find()) {
      throw new IllegalStateException("no CSRF token on the page");
    }
    Map<String, String> all = new java.util.HashMap<>(fields);
    all.put("_csrf", token.group(1));
    return post(path, all);
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
    String body =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + '=' + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> postJson(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  CookieManager cookies() {
    return cookies;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

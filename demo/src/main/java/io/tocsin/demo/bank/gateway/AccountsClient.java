package io.tocsin.demo.bank.gateway;

import io.tocsin.demo.bank.edge.Operation;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks the accounts service, in the name of the current operation. */
@Component
class AccountsClient {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RestClient accounts;

  AccountsClient(@Value("${bank.accounts}") String address) {
    JdkClientHttpRequestFactory http =
        new JdkClientHttpRequestFactory(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build());
    http.setReadTimeout(PATIENCE);
    this.accounts = RestClient.builder().baseUrl(address).requestFactory(http).build();
  }

  ResponseEntity<String> post(String desk, String body) {
    Operation operation = Operation.current();
    ResponseEntity<String> answer =
        accounts
            .post()
            .uri("/{desk}", desk)
            .header(Operation.ID_HEADER, operation.id())
            .header(Operation.TENANT_HEADER, operation.tenantCode())
            .header(Operation.ACCOUNT_HEADER, operation.accountId())
            .headers(headers -> {
              if (operation.loadTest()) {
                headers.set(Operation.LOAD_TEST_HEADER, "true");
              }
            })
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve()
            .toEntity(String.class);
    return ResponseEntity.status(answer.getStatusCode())
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.getBody());
  }
}

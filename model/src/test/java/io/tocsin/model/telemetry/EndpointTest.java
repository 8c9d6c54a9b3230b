package io.tocsin.model.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {
  @Test
  void of_isMethodAndRoute_asIncidentsNameIt() {
    assertThat(Endpoint.of(Map.of("http.request.method", "POST", "http.route", "/transfers")))
        .isEqualTo("POST /transfers");
    assertThat(Endpoint.of(Map.of("http.route", "/transfers"))).isEqualTo("/transfers");
    assertThat(Endpoint.of(Map.of("http.request.method", "POST"))).isNull();
  }

  @Test
  void T35_ofName_leavesIdsOutOfAPath() {
    assertThat(Endpoint.ofName("GET /users/123e4567-e89b-12d3-a456-426614174000/cards/42"))
        .isEqualTo("GET /users/{id}/cards/{id}");
    assertThat(Endpoint.ofName("GET /v2/blobs/9fceb02d0ae598e95dc970b7"))
        .isEqualTo("GET /v2/blobs/{id}");
  }

  @Test
  void T35_ofName_keepsNamesThatHoldNoId() {
    assertThat(Endpoint.ofName("orders process")).isEqualTo("orders process");
    assertThat(Endpoint.ofName("GET /api/v1/deadbeefcafe")).isEqualTo("GET /api/v1/deadbeefcafe");
    assertThat(Endpoint.ofName("x".repeat(5_000))).hasSize(256);
  }
}

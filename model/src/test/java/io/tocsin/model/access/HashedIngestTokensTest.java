package io.tocsin.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashedIngestTokensTest {
  private static final TenantId RETAIL = new TenantId("retail");
  private static final TenantId CARDS = new TenantId("cards");
  private final IngestTokens tokens =
      new HashedIngestTokens(
          Map.of(
              HashedIngestTokens.hashOf("token-of-retail"), RETAIL,
              HashedIngestTokens.hashOf("token-of-cards"), CARDS));

  @Test
  void tenantOf_knownToken_isItsTenant() {
    assertThat(tokens.tenantOf("token-of-retail")).contains(RETAIL);
    assertThat(tokens.tenantOf("token-of-cards")).contains(CARDS);
  }

  @Test
  void tenantOf_unknownPrefixOrEmptyToken_isNobody() {
    assertThat(tokens.tenantOf("token-of-retai")).isEmpty();
    assertThat(tokens.tenantOf("")).isEmpty();
    assertThat(tokens.tenantOf(HashedIngestTokens.hashOf("token-of-retail"))).isEmpty();
  }
}

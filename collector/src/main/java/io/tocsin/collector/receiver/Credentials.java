package io.tocsin.collector.receiver;

import io.tocsin.collector.intake.RefusedRequestException;
import io.tocsin.collector.intake.RefusedRequestException.Kind;
import io.tocsin.model.TenantId;
import io.tocsin.model.access.IngestTokens;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who sends, by the bearer token that a request shows. */
public final class Credentials {
  private static final String BEARER = "bearer ";

  private final IngestTokens tokens;

  public Credentials(IngestTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * @param authorization the header, or the metadata entry, of that name
   */
  public TenantId tenantOf(@Nullable String authorization) throws RefusedRequestException {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new RefusedRequestException(
          Kind.UNAUTHENTICATED,
          "no_token",
          "no ingest token (expected: header Authorization: Bearer <token>, as by"
              + " OTEL_EXPORTER_OTLP_HEADERS=Authorization=Bearer%20<token>)");
    }
    return tokens
        .tenantOf(authorization.substring(BEARER.length()).trim())
        .orElseThrow(() ->
            new RefusedRequestException(
                Kind.UNAUTHENTICATED, "wrong_token", "the ingest token is not known here"));
  }
}

package io.tocsin.web.assembly;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

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
    try (ServerApi server = new ServerApi(settings, TIMEOUT)) {
      JsonNode verdict = server.get(settings.allTenants().getFirst(), "/api/v1/audit/verify");

      System.out.println(verdict.get("because").asString());
      return verdict.get("intact").asBoolean() ? 0 : 1;
    }
  }
}

package io.tocsin.web.assembly;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running server what became of every record. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "What became of every record: received = stored + dropped + in flight, by tenant.",
      "Exit 0: every tenant's line balances. 1: one does not, which is a defect."
    })
final class LedgerCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--tenant", paramLabel = "T", description = "Only this one. Default: all.")
  private @Nullable String tenant;

  @Option(names = "--json", description = "One JSON object, a tenant a member.")
  private boolean json;

  @Option(names = "--watch", description = "Again every 2 s, until it is interrupted.")
  private boolean watch;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TocsinConfig settings = config.read();
    List<TenantSettings> asked =
        settings.allTenants().stream()
            .filter(each -> tenant == null || each.id().equals(tenant))
            .toList();
    if (asked.isEmpty()) {
      throw new CannotRunException(
          "--tenant: "
              + tenant
              + " (expected: one of "
              + settings.allTenants().stream().map(TenantSettings::id).toList()
              + ")");
    }
    try (ServerApi server = new ServerApi(settings, TIMEOUT)) {
      boolean balanced = show(server, asked);
      while (watch) {
        Thread.sleep(PAUSE);
        balanced = show(server, asked);
      }
      return balanced ? 0 : 1;
    }
  }

  private boolean show(ServerApi server, List<TenantSettings> asked)
      throws IOException, InterruptedException {
    List<JsonNode> sheets = new ArrayList<>();
    for (TenantSettings each : asked) {
      sheets.add(server.get(each, "/api/v1/ledger"));
    }
    if (json) {
      Map<String, Object> tenants = new LinkedHashMap<>();
      sheets.forEach(sheet -> tenants.put(sheet.get("tenant").asString(), sheet));
      System.out.println(JsonMapper.shared().writeValueAsString(tenants));
    } else {
      System.out.println(LedgerText.of(sheets));
    }
    return sheets.stream().allMatch(sheet -> sheet.get("missing").asLong() == 0);
  }
}

package io.tocsin.demo.whole;

import io.tocsin.demo.bank.BankCommand;
import io.tocsin.demo.load.BankClient;
import io.tocsin.demo.watch.StepTimes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Both services in this JVM, on ports of their own. */
final class BankUnderTest implements AutoCloseable {
  private final ConfigurableApplicationContext accounts;
  private final ConfigurableApplicationContext gateway;
  private final Map<String, StepTimes> steps;
  private final BankClient client;

  BankUnderTest(Path folder) throws IOException {
    Path accountsSteps = folder.resolve("accounts.steps");
    Path gatewaySteps = folder.resolve("gateway.steps");
    accounts = BankCommand.startAccounts(0, accountsSteps, folder.resolve("bank.db"));
    gateway = BankCommand.startGateway(0, gatewaySteps, address(accounts).toString());
    steps =
        Map.of("accounts", StepTimes.open(accountsSteps), "gateway", StepTimes.open(gatewaySteps));
    client = new BankClient(address(gateway));
  }

  BankClient client() {
    return client;
  }

  StepTimes steps(String service) {
    return steps.get(service);
  }

  private static URI address(ConfigurableApplicationContext service) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    accounts.close();
  }
}

package io.tocsin.demo.bank;

import io.tocsin.demo.bank.accounts.AccountsApplication;
import io.tocsin.demo.bank.gateway.GatewayApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Starts one service of the bank; it runs until its process is stopped. */
@Command(name = "bank", description = "Starts one service of the bank.")
public final class BankCommand {
  /** For a process that must not outlive its parent, whose end closes the input. */
  @Option(
      names = "--until-input-ends",
      hidden = true,
      scope = ScopeType.INHERIT,
      description = "Ends when standard input does.")
  private boolean untilInputEnds;

  @Command(name = "gateway", description = "The service that customers' apps talk to.")
  void gateway(
      @Option(names = "--port", required = true, description = "On the loopback address.") int port,
      @Option(names = "--steps", required = true, description = "File of the step ring.")
          Path steps,
      @Option(names = "--accounts", required = true, description = "URL of accounts.")
          String accounts) {
    startGateway(port, steps, accounts);
    watchInput();
  }

  @Command(name = "accounts", description = "The service that keeps the books.")
  void accounts(
      @Option(names = "--port", required = true, description = "On the loopback address.") int port,
      @Option(names = "--steps", required = true, description = "File of the step ring.")
          Path steps,
      @Option(names = "--database", required = true, description = "SQLite file.") Path database) {
    startAccounts(port, steps, database);
    watchInput();
  }

  /**
   * @param port 0 for any free one
   */
  public static ConfigurableApplicationContext startGateway(int port, Path steps, String accounts) {
    return start(GatewayApplication.class, port, steps, Map.of("bank.accounts", accounts));
  }

  /**
   * @param port 0 for any free one
   */
  public static ConfigurableApplicationContext startAccounts(int port, Path steps, Path database) {
    return start(
        AccountsApplication.class,
        port,
        steps,
        Map.of(
            "spring.datasource.url",
            "jdbc:sqlite:" + database + "?journal_mode=WAL",
            // SQLite has one writer: a second connection would only wait for the first.
            "spring.datasource.hikari.maximum-pool-size",
            1,
            // Beside the desks' own pools: asynchronous methods get Boot's.
            "spring.task.execution.mode",
            "force",
            "spring.sql.init.mode",
            "always",
            "spring.sql.init.schema-locations",
            "classpath:bank/schema.sql"));
  }

  private void watchInput() {
    if (untilInputEnds) {
      Thread.ofPlatform().daemon().name("input").start(BankCommand::exitWithInput);
    }
  }

  private static void exitWithInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }

  private static ConfigurableApplicationContext start(
      Class<?> application, int port, Path steps, Map<String, Object> own) {
    SpringApplication spring = new SpringApplication(application);
    Map<String, Object> settings = new HashMap<>(own);
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", port);
    settings.put("server.tomcat.threads.max", 16);
    settings.put("server.tomcat.threads.min-spare", 2);
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.main.keep-alive", true);
    settings.put("logging.level.root", "INFO");
    settings.put("bank.steps", steps.toString());
    spring.setDefaultProperties(settings);
    return spring.run();
  }
}

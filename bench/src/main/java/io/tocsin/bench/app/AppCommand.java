package io.tocsin.bench.app;

import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the application that is measured; it runs until it is stopped. */
@Command(name = "app", hidden = true)
public final class AppCommand implements Runnable {
  @Option(names = "--port", required = true)
  private int port;

  private AppCommand() {}

  @Override
  public void run() {
    SpringApplication.run(
        QuoteApplication.class,
        "--server.port=" + port,
        "--server.address=127.0.0.1",
        "--spring.main.banner-mode=off",
        "--spring.datasource.url=jdbc:sqlite:file:quotes?mode=memory&cache=shared");
  }
}

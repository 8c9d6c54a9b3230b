package io.tocsin.web.assembly;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.TenantId;
import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.web.ConsolePages;
import io.tocsin.web.people.FirstStart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The console and the REST API in a Spring container of their own; the ports come from outside. */
final class Console implements Component {
  private final WebSettings settings;
  private final ConsolePorts ports;
  private @Nullable ConfigurableApplicationContext context;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(ConsolePages.class)
  static class Application {}

  Console(WebSettings settings, ConsolePorts ports) {
    this.settings = settings;
    this.ports = ports;
  }

  @Override
  public void start() {
    try {
      context =
          new SpringApplicationBuilder(Application.class)
              .properties(properties())
              .registerShutdownHook(false)
              .initializers(this::register)
              .run();
    } catch (RuntimeException e) {
      if (e instanceof PortInUseException || e.getCause() instanceof PortInUseException) {
        throw new InvalidSettingException(
            "web.endpoint", settings.endpoint() + " is in use", "a free port");
      }
      throw e;
    }
  }

  private Map<String, Object> properties() {
    return Map.of(
        "server.address",
        settings.host(),
        "server.port",
        settings.port(),
        "server.shutdown",
        "graceful",
        "spring.lifecycle.timeout-per-shutdown-phase",
        "3s",
        "spring.main.banner-mode",
        "off",
        "spring.main.log-startup-info",
        "false",
        "server.tomcat.threads.max",
        64,
        "server.tomcat.max-connections",
        1_024);
  }

  private void register(ConfigurableApplicationContext fresh) {
    fresh.getBeanFactory().registerSingleton("consoleSettings", settings.console());
    fresh.getBeanFactory().registerSingleton("silenceSettings", settings.silences());
    fresh.getBeanFactory().registerSingleton("standInSettings", settings.standIns());
    ports.beans().forEach(fresh.getBeanFactory()::registerSingleton);
  }

  /**
   * Says on standard output where to look; lets the first person of each tenant in.
   *
   * @param doors one line on where telemetry comes in
   */
  void welcome(List<TenantId> tenants, String doors) {
    ConfigurableApplicationContext started = context;
    if (started == null) {
      return;
    }
    System.out.println("Tocsin is up: " + settings.console().permalink("/"));
    System.out.println(doors);
    FirstStart first = started.getBean(FirstStart.class);
    for (TenantId tenant : tenants) {
      first
          .link(tenant)
          .ifPresent(
              link -> System.out.println("First admin of " + tenant + ", works once: " + link));
    }
  }

  @Override
  public Health health() {
    ConfigurableApplicationContext started = context;
    return started != null && started.isRunning()
        ? Health.up("listens on " + settings.endpoint())
        : Health.down("not listening on " + settings.endpoint());
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}

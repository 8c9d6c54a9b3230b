package io.tocsin.storage.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this JVM; each test has a database of its own in it. */
final class PostgresqlServer {
  private static final String TEMPLATE = "migrated";
  private static final AtomicInteger MADE = new AtomicInteger();

  private PostgresqlServer() {}

  /** Started with the first test that needs it, ended with the JVM. */
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        create(server, TEMPLATE, "template1");
        try (PostgresqlDatabase first = new PostgresqlDatabase(settings(server, TEMPLATE))) {
          first.start();
        }
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL cannot be started", e);
      }
    }
  }

  /** Of a database that has its tables and is empty otherwise. */
  static RelationsConfig fresh() {
    String name = "t" + MADE.incrementAndGet();
    create(Running.SERVER, name, TEMPLATE);
    return settings(Running.SERVER, name);
  }

  private static void create(EmbeddedPostgres server, String name, String template) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    } catch (SQLException e) {
      throw new IllegalStateException("no database " + name, e);
    }
  }

  private static RelationsConfig settings(EmbeddedPostgres server, String name) {
    return new RelationsConfig(
        2,
        Duration.ofSeconds(5),
        4,
        Duration.ofDays(7),
        RelationsConfig.History.DEFAULTS,
        null,
        "TKT",
        new PostgresqlConfig(
            server.getJdbcUrl("postgres", name).replaceAll("\\?.*", ""),
            "postgres",
            null,
            6,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2)));
  }
}

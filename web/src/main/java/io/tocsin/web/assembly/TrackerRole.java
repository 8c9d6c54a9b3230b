package io.tocsin.web.assembly;

import io.tocsin.bot.tracker.builtin.server.BuiltInTrackerServer;
import io.tocsin.bot.tracker.builtin.server.TrackerServerConfig;
import io.tocsin.model.config.Secret;
import io.tocsin.storage.sql.SqliteDatabase;
import io.tocsin.web.assembly.secrets.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The process of the built-in tracker: its own database, its own port. */
final class TrackerRole implements AutoCloseable {
  private final DataFolder folder;
  private final SqliteDatabase database;
  private final BuiltInTrackerServer server;

  TrackerRole(TocsinConfig config, InstantSource clock) {
    folder = DataFolder.open(config.data(), "tracker");
    Path data = folder.path();
    database = new SqliteDatabase(data.resolve("tracker"), config.storage().relations(), clock);
    server =
        new BuiltInTrackerServer(
            withTicketPages(config),
            database.tickets(),
            database.attachments(),
            tokenIn(data),
            clock);
  }

  static Secret tokenIn(Path data) {
    return new Secret(SecretFile.readOrCreate(data.resolve("secrets/tracker.token")));
  }

  /** Tickets lead people to the console's page unless they are told to lead elsewhere. */
  private static TrackerServerConfig withTicketPages(TocsinConfig config) {
    TrackerServerConfig server = config.tracker().server();
    return server.publicUrl() != null
        ? server
        : new TrackerServerConfig(
            server.host(),
            server.port(),
            config.web().console().permalink("/tickets/"),
            server.maxBodyBytes(),
            server.maxAttachmentBytes(),
            server.maxAttachments(),
            server.maxConnections(),
            server.maxThreads(),
            server.faults());
  }

  void start() {
    database.start();
    server.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    database.close();
    folder.close();
  }
}

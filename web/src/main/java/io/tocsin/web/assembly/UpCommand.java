package io.tocsin.web.assembly;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs roles until the process is told to end. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Run Tocsin.")
final class UpCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--roles",
      paramLabel = "LIST",
      defaultValue = "collector,bot,web",
      description =
          "collector,bot,web together (default), or tracker; on PostgreSQL also collector,web, and"
              + " any number of bot.")
  private String roles = "";

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description = "End when standard input does: for a process that must not outlive its parent.")
  private boolean untilInputEnds;

  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    TocsinConfig settings = config.read();
    Set<Role> chosen = Role.parse(roles, settings.storage().relations().postgresql() != null);
    if (untilInputEnds) {
      Thread.ofPlatform().daemon().name("parent-watch").start(this::endWithInput);
    }
    if (chosen.contains(Role.TRACKER)) {
      TrackerRole tracker = new TrackerRole(settings, InstantSource.system());
      run(tracker::start, tracker);
    } else if (chosen.equals(EnumSet.of(Role.BOT))) {
      BotRole bot = new BotRole(settings);
      run(bot::start, bot);
    } else {
      ServerRoles server =
          new ServerRoles(
              settings, config.file(), chosen.contains(Role.BOT), InstantSource.system());
      run(server::start, server);
    }
    return 0;
  }

  /** Closes in order on SIGTERM, on Ctrl-C and where the start fails half-way. */
  private void run(Runnable start, AutoCloseable what) throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .name("shutdown")
            .unstarted(() -> {
              ended.countDown();
              try {
                closed.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    try (what) {
      start.run();
      ended.await();
    } finally {
      closed.countDown();
    }
  }

  private void endWithInput() {
    try {
      while (System.in.read() >= 0) {
        // Only the end of the input matters.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    ended.countDown();
  }
}

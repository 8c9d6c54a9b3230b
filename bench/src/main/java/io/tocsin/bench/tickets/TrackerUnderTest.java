package io.tocsin.bench.tickets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The tracker that is filed in, as the benchmark sees it: past every fault. */
interface TrackerUnderTest extends AutoCloseable {
  URI url();

  /**
   * What the bots' settings say of it, below {@code bot}.
   *
   * @param reachedAt instead of {@link #url}
   */
  String settings(URI reachedAt);

  /**
   * How many tickets each bot may be filing, and as many acts on others, so that its requests are
   * answered in their time.
   */
  int workers();

  /** From now on it behaves as badly as it can. */
  void misbehave(long seed);

  /** From now on it behaves. */
  void behave();

  /** Every ticket that it ever created. */
  List<Count.Listed> list();

  @Override
  void close();

  /**
   * @param folder for what it keeps
   */
  static TrackerUnderTest start(Kind kind, Path folder) throws IOException {
    return switch (kind) {
      case FAKE -> new FakeJiraUnderTest();
      case REDMINE -> new RedmineUnderTest(folder);
    };
  }

  /** Which. */
  enum Kind {
    FAKE,
    REDMINE
  }
}

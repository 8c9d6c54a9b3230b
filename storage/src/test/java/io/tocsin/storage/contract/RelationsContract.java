package io.tocsin.storage.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the relational ports have in common: an empty database and a clock. */
public abstract class RelationsContract {
  protected final TestClock clock = new TestClock();
  protected Relations stores;

  /**
   * @param folder empty, for an embedded database
   */
  protected abstract Relations open(Path folder, TestClock clock);

  @BeforeEach
  void openStores(@TempDir Path folder) {
    stores = open(folder, clock);
  }

  @AfterEach
  void closeStores() {
    stores.close();
  }
}

package io.tocsin.storage.lucene;

import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.store.TelemetryStore;
import io.tocsin.storage.contract.Documents;
import io.tocsin.storage.contract.TelemetrySearchContract;
import io.tocsin.storage.contract.TelemetryStoreContract;
import io.tocsin.storage.contract.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every contract of the document store, on Lucene. */
class LuceneContractTest {
  private record Lucene(LuceneTelemetryStore opened) implements Documents {
    static Documents open(Path folder) {
      LuceneConfig config =
          new LuceneConfig(
              Duration.ofDays(30),
              Duration.ofMillis(50),
              Duration.ZERO,
              1,
              2,
              2,
              EXACT_TOTALS,
              50_000);
      LuceneTelemetryStore store = new LuceneTelemetryStore(folder, config, new TestClock());
      store.start();
      return new Lucene(store);
    }

    @Override
    public TelemetryStore store() {
      return opened;
    }

    @Override
    public TelemetrySearch search() {
      return opened.search();
    }

    @Override
    public void close() {
      opened.close();
    }
  }

  @Nested
  class Search extends TelemetrySearchContract {
    @Override
    protected Documents open(Path folder) {
      return Lucene.open(folder);
    }
  }

  @Nested
  class Store extends TelemetryStoreContract {
    @Override
    protected Documents open(Path folder) {
      return Lucene.open(folder);
    }
  }
}

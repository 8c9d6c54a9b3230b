package io.tocsin.collector.reader;

import io.tocsin.collector.decode.BatchDecoder;
import io.tocsin.collector.decode.UndecodableEntryException;
import io.tocsin.collector.metric.CounterFamily;
import io.tocsin.model.Health;
import io.tocsin.model.log.LogEntry;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.signal.Observation;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes for a reader: an entry that cannot be decoded is counted, shown and passed over. */
final class EntryDecoding {
  private static final Logger LOG = LoggerFactory.getLogger(EntryDecoding.class);

  private final BatchDecoder decoder;
  private final String reader;
  private final RecentTrouble trouble = new RecentTrouble();
  private final CounterFamily undecodable =
      new CounterFamily(
          "tocsin_reader_undecodable_entries_total",
          "Entries of the log that a reader passed over.",
          "reader");

  EntryDecoding(BatchDecoder decoder, String reader) {
    this.decoder = decoder;
    this.reader = reader;
  }

  Optional<Observation> decode(LogEntry entry) {
    try {
      return Optional.of(decoder.decode(entry));
    } catch (UndecodableEntryException e) {
      undecodable.add(1, reader);
      if (trouble.note("reader " + reader + " passed over: " + e.getMessage())) {
        LOG.error("reader {} passes over an entry", reader, e);
      }
      return Optional.empty();
    }
  }

  Health shownIn(Health health) {
    return trouble.shownIn(health);
  }

  List<Sample> samples() {
    return undecodable.samples();
  }
}

package io.tocsin.collector.receiver.filelog;

import io.tocsin.collector.receiver.filelog.checkpoint.Intent;
import io.tocsin.collector.receiver.filelog.checkpoint.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of some ranges of files, ready for the intake.
 *
 * @param intent under which it was about to go before, in another process; null for a new one
 * @param payload an OTLP ExportLogsServiceRequest
 */
record Batch(@Nullable Intent intent, List<Range> ranges, int records, byte[] payload) {
  Batch {
    ranges = List.copyOf(ranges);
  }
}

package io.tocsin.web.api;

import io.tocsin.model.ledger.JoinLine;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.log.LogStatus;
import io.tocsin.web.ledger.LedgerSheet;
import io.tocsin.web.ledger.Ledgers;
import io.tocsin.web.page.Viewer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tenant's ledger as JSON, with the log that it rests on. */
@RestController
@RequestMapping("/api/v1")
class LedgerApi {
  private final Ledgers ledgers;

  LedgerApi(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  @GetMapping("/ledger")
  Map<String, Object> ledger(@AuthenticationPrincipal Viewer viewer) {
    LedgerSheet sheet = ledgers.sheet(viewer);
    LedgerLine line = sheet.line();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("tenant", line.tenant().value());
    answer.put("at", sheet.at());
    answer.put("received", line.received());
    answer.put("stored", line.stored());
    answer.put("dropped", line.dropped());
    answer.put("in_flight", line.inFlight());
    answer.put("missing", line.missing());
    answer.put("refused_requests", line.refused());
    answer.put("trace_join", document(sheet.joins().traceShare()));
    answer.put("account_join", document(sheet.joins().accountShare()));
    answer.put("log", log(sheet));
    return answer;
  }

  private static Map<String, Object> document(JoinLine.Share share) {
    return Map.of(
        "own",
        share.own(),
        "joined",
        share.joined(),
        "joined_ratio",
        share.joinedRatio(),
        "missed",
        new TreeMap<>(share.missed()));
  }

  private static Map<String, Object> log(LedgerSheet sheet) {
    LogStatus status = sheet.log();
    Map<String, Object> log = new LinkedHashMap<>();
    log.put(
        "lanes",
        sheet.lanes().stream()
            .map(lane ->
                Map.of(
                    "lane",
                    lane.name(),
                    "held_bytes",
                    lane.heldBytes(),
                    "limit_bytes",
                    lane.limitBytes()))
            .toList());
    log.put("readers", status.readers().stream().map(LedgerApi::document).toList());
    log.put("damaged_files", status.damage().setAside());
    log.put("damages", status.damage().found());
    log.put("damages_because", List.copyOf(sheet.because()));
    log.put("storage_failures", status.storageFailures());
    log.put("forgotten_digests", status.forgotten());
    return log;
  }

  private static Map<String, Object> document(LogStatus.ReaderStatus reader) {
    return Map.of(
        "reader",
        reader.name(),
        "required",
        reader.required(),
        "running",
        reader.open(),
        "lag_batches",
        reader.lagBatches(),
        "lag_bytes",
        reader.lagBytes(),
        "gaps",
        reader.gaps(),
        "gap_batches",
        reader.gapBatches());
  }
}

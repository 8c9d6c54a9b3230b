package io.tocsin.web.ledger;

import io.tocsin.model.access.Role;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.ledger.LedgerLine;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.log.LogStatus;
import io.tocsin.web.page.Viewer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the ledger, the join tables and the log for what one person may see. */
@Component
public final class Ledgers {
  private final RecordLedger records;
  private final JoinLedger joins;
  private final LogMeter log;
  private final InstantSource clock;

  Ledgers(RecordLedger records, JoinLedger joins, LogMeter log, InstantSource clock) {
    this.records = records;
    this.joins = joins;
    this.log = log;
    this.clock = clock;
  }

  public LedgerSheet sheet(Viewer viewer) {
    LedgerLine line =
        records.lines().stream()
            .filter(each -> each.tenant().equals(viewer.tenant()))
            .findFirst()
            .orElse(new LedgerLine(viewer.tenant(), 0, 0, Map.of(), 0, Map.of()));
    LogStatus status = log.status();
    return new LedgerSheet(
        clock.instant(),
        line,
        joins.joins(viewer.tenant()),
        status,
        viewer.may(Role.ADMIN) ? status.damage().because() : List.of());
  }
}

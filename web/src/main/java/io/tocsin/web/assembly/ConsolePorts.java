package io.tocsin.web.assembly;

import io.tocsin.model.alert.AlertIntake;
import io.tocsin.model.backtest.Backtests;
import io.tocsin.model.effect.EffectLedger;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.incident.ServiceOwners;
import io.tocsin.model.latency.LatencyWatch;
import io.tocsin.model.ledger.JoinLedger;
import io.tocsin.model.ledger.RecordLedger;
import io.tocsin.model.log.LogMeter;
import io.tocsin.model.masking.MaskedCounts;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.mute.Mutes;
import io.tocsin.model.oncall.OnCall;
import io.tocsin.model.rule.RuleFailures;
import io.tocsin.model.source.SourceLinks;
import io.tocsin.model.store.TelemetrySearch;
import io.tocsin.model.ticket.TicketHook;
import io.tocsin.web.backup.BackupSource;
import io.tocsin.web.deliveries.NoticeChannels;
import io.tocsin.web.probe.Parts;
import io.tocsin.web.signin.OperatorToken;
import io.tocsin.web.status.StatusSource;
import io.tocsin.web.tickets.TicketReader;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the pages are given: ports, no store's types. */
record ConsolePorts(
    EmbeddedStores stores,
    TelemetrySearch telemetry,
    IncidentJournal journal,
    LatencyWatch latency,
    ServiceOwners owners,
    SourceLinks source,
    MaskedCounts masked,
    AlertIntake alerts,
    EffectLedger effects,
    OnCall onCall,
    Mutes mutes,
    Backtests backtests,
    RuleFailures rules,
    Tenants tenants,
    StatusSource status,
    RecordLedger ledger,
    JoinLedger joins,
    TicketReader tickets,
    TicketHook hook,
    NoticeChannels channels,
    OperatorToken operator,
    BackupSource backup,
    Parts parts,
    List<MetricSource> metrics,
    InstantSource clock) {
  /** By bean name. */
  Map<String, Object> beans() {
    Map<String, Object> beans = new LinkedHashMap<>();
    beans.put("incidentStore", stores.relations().incidents());
    beans.put("affectedSearch", stores.relations().affected());
    beans.put("evidenceFiles", stores.relations().evidenceFiles());
    beans.put("incidentJournal", journal);
    beans.put("ticketLedger", stores.relations().ticketLedger());
    beans.put("ticketDesk", stores.relations().ticketDesk());
    beans.put("ticketTimes", stores.relations().ticketTimes());
    beans.put("deliveryDesk", stores.relations().deliveryDesk());
    beans.put("channelBook", stores.relations().channelBook());
    beans.put("noticeChannels", channels);
    beans.put("deadLetters", stores.relations().deadLetters());
    beans.put("auditJournal", stores.relations().audit());
    beans.put("userStore", stores.relations().users());
    beans.put("membership", stores.relations().membership());
    beans.put("telemetrySearch", telemetry);
    beans.put("profileSearch", stores.profiles().search());
    beans.put("latencyStore", stores.relations().latency());
    // Narrowed, as the profiles are: a bean that is a source of metrics too is asked twice.
    beans.put("latencyWatch", (LatencyWatch) latency::states);
    beans.put("releaseStore", stores.relations().releases());
    beans.put("templateStore", stores.relations().templates());
    beans.put("serviceOwners", owners);
    beans.put("sourceLinks", source);
    // Narrowed, as the latency watch is.
    beans.put("maskedCounts", (MaskedCounts) masked::masked);
    beans.put("alertIntake", (AlertIntake) alerts::take);
    beans.put("effectLedger", effects);
    beans.put("onCall", onCall);
    beans.put("standInStore", stores.relations().standIns());
    beans.put("mutes", mutes);
    beans.put("backtests", backtests);
    beans.put("silenceStore", stores.relations().silences());
    beans.put("alertSearch", stores.relations().alertSearch());
    beans.put("ruleFailures", (RuleFailures) rules::failures);
    beans.put("tenants", tenants);
    beans.put("statusSource", status);
    beans.put("recordLedger", (RecordLedger) ledger::lines);
    beans.put("joinLedger", (JoinLedger) joins::joins);
    beans.put("logMeter", (LogMeter) () -> stores.log().status());
    beans.put("ticketReader", tickets);
    // Narrowed, as the latency watch is.
    beans.put("ticketHook", (TicketHook) hook::take);
    beans.put("operatorToken", operator);
    beans.put("backupSource", backup);
    beans.put("healthOfParts", parts);
    beans.put("ownCode", OwnCode.byDefault());
    beans.put("clock", clock);
    for (int i = 0; i < metrics.size(); i++) {
      // As nothing else: several are a port as well, and a port must be one bean.
      beans.put("metrics" + i, (MetricSource) metrics.get(i)::samples);
    }
    return beans;
  }
}

package io.tocsin.collector.processor.business;

import io.tocsin.model.config.Setting;
import java.util.List;

/**
 * Under which names business fields stand: of attributes and of keys in a text. Case counts not.
 */
public record BusinessConfig(
    @Setting(
            doc = "Names of the id of one business operation over many requests.",
            def = "[op_id, op.id, opId, operation_id, operationId]")
        List<String> operationIdNames,
    @Setting(doc = "Names of the business code.", def = "[biz_code, biz.code, bizCode]")
        List<String> businessCodeNames,
    @Setting(doc = "Names of the risk level.", def = "[risk_level, risk.level, riskLevel]")
        List<String> riskLevelNames,
    @Setting(
            doc = "Names of the service level indicator that a record counts for.",
            def = "[bank.sli, bank_sli, bankSli]")
        List<String> sliNames,
    @Setting(
            doc =
                "Names of a clearing message's ids; those of one trace are spread over its"
                    + " records.",
            def =
                "[uetr, swift.uetr, msg_id, msgId, swift.msg_id, end_to_end_id, endToEndId,"
                    + " swift.end_to_end_id, cips.msg_id]")
        List<String> messageIdNames,
    @Setting(
            doc = "Names of the unit of multi-site traffic.",
            def = "[unit_id, unitId, bank.unit, route.unit]")
        List<String> unitNames,
    @Setting(
            doc = "Names of the zone that traffic was routed to.",
            def = "[route_zone, routeZone, route.zone, bank.zone]")
        List<String> zoneNames,
    @Setting(
            doc =
                "Names that colour load-test traffic, unless their value is false, 0, no, off or"
                    + " empty.",
            def =
                "[load_test, load.test, loadTest, X-Load-Test, http.request.header.x-load-test,"
                    + " http.request.header.x_load_test]")
        List<String> loadTestNames,
    @Setting(
            doc = "What loggers and agents put before the name of an MDC or baggage entry.",
            def = "[logback.mdc., log4j.context_data., log4j.mdc., mdc., baggage., tocsin.mdc.]")
        List<String> prefixes) {
  public BusinessConfig {
    operationIdNames = List.copyOf(operationIdNames);
    businessCodeNames = List.copyOf(businessCodeNames);
    riskLevelNames = List.copyOf(riskLevelNames);
    sliNames = List.copyOf(sliNames);
    messageIdNames = List.copyOf(messageIdNames);
    unitNames = List.copyOf(unitNames);
    zoneNames = List.copyOf(zoneNames);
    loadTestNames = List.copyOf(loadTestNames);
    prefixes = List.copyOf(prefixes);
  }

  public static BusinessConfig defaults() {
    return new BusinessConfig(
        List.of("op_id", "op.id", "opId", "operation_id", "operationId"),
        List.of("biz_code", "biz.code", "bizCode"),
        List.of("risk_level", "risk.level", "riskLevel"),
        List.of("bank.sli", "bank_sli", "bankSli"),
        List.of(
            "uetr",
            "swift.uetr",
            "msg_id",
            "msgId",
            "swift.msg_id",
            "end_to_end_id",
            "endToEndId",
            "swift.end_to_end_id",
            "cips.msg_id"),
        List.of("unit_id", "unitId", "bank.unit", "route.unit"),
        List.of("route_zone", "routeZone", "route.zone", "bank.zone"),
        List.of(
            "load_test",
            "load.test",
            "loadTest",
            "X-Load-Test",
            "http.request.header.x-load-test",
            "http.request.header.x_load_test"),
        List.of(
            "logback.mdc.",
            "log4j.context_data.",
            "log4j.mdc.",
            "mdc.",
            "baggage.",
            "tocsin.mdc."));
  }
}

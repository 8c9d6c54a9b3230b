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
    loadTestNames = List.copyOf(loadTestNames);
    prefixes = List.copyOf(prefixes);
  }

  public static BusinessConfig defaults() {
    return new BusinessConfig(
        List.of("op_id", "op.id", "opId", "operation_id", "operationId"),
        List.of("biz_code", "biz.code", "bizCode"),
        List.of("risk_level", "risk.level", "riskLevel"),
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

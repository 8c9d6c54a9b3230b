package io.tocsin.collector.decode;

import static io.tocsin.model.config.InvalidSettingException.requireRange;

import io.tocsin.model.config.Setting;
import java.util.List;

/** {@code collector.decode}: how much of a record is kept. */
public record DecodeConfig(
    @Setting(
            doc = "Attributes kept of one record or span besides those with a field of their own.",
            def = "128")
        int maxAttributes,
    @Setting(
            doc = "Characters kept of an attribute's value or name, and of every other short text.",
            def = "4096")
        int maxAttributeChars,
    @Setting(doc = "Characters kept of a log message or an exception's message.", def = "32768")
        int maxMessageChars,
    @Setting(
            doc =
                "Characters kept of a stack trace: three quarters of them from its start, the rest from its end.",
            def = "262144")
        int maxStackChars,
    @Setting(
            doc =
                "Attributes of the resource that every record of it keeps, besides service, instance,"
                    + " environment and site.",
            def =
                "[host.name, service.namespace, vcs.ref.head.revision, vcs.ref.head.name,"
                    + " vcs.repository.url.full, k8s.namespace.name, k8s.pod.name, container.id,"
                    + " process.pid]")
        List<String> resourceAttributes) {
  public DecodeConfig {
    requireRange("max_attributes", maxAttributes, 1, 10_000);
    requireRange("max_attribute_chars", maxAttributeChars, 16, 8_192);
    requireRange("max_message_chars", maxMessageChars, 256, 1 << 24);
    requireRange("max_stack_chars", maxStackChars, 1_024, 1 << 26);
    resourceAttributes = List.copyOf(resourceAttributes);
  }
}

package io.tocsin.collector.template;

import io.tocsin.model.EpochNanos;
import io.tocsin.model.TenantId;
import io.tocsin.model.template.LogTemplate;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * Templates as they are kept: which places words have widened in hexadecimal, a blank, the shape.
 */
final class TemplateState {
  private TemplateState() {}

  static LogTemplate of(TenantId tenant, String service, Template template) {
    Template into = template.into() == null ? null : template.current();
    return new LogTemplate(
        tenant,
        service,
        template.id(),
        template.text(),
        HexFormat.of().formatHex(template.widened.toByteArray()) + ' ' + template.shape.pieces(),
        into == null ? null : into.id(),
        EpochNanos.toInstant(template.firstSeenNanos()),
        EpochNanos.toInstant(template.lastSeenNanos),
        template.lines);
  }

  static Template read(LogTemplate kept) {
    int blank = kept.state().indexOf(' ');
    BitSet widened = BitSet.valueOf(HexFormat.of().parseHex(kept.state().substring(0, blank)));
    Template template =
        new Template(
            kept.id(),
            Shape.ofPieces(kept.state().substring(blank + 1)),
            widened,
            EpochNanos.of(kept.firstSeen()));
    template.lastSeenNanos = EpochNanos.of(kept.lastSeen());
    template.lines = kept.lines();
    template.changed = false;
    return template;
  }
}

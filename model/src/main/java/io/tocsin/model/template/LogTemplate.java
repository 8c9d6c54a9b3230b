package io.tocsin.model.template;

import io.tocsin.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A statement that writes lines of one service, as far as its lines show.
 *
 * @param id of the log document's {@code template_id}; the same statement in two services has one
 * @param text the message with {@code <*>} for what varies
 * @param state the miner's own form of it, opaque to others
 * @param into the wider one that it turned out to be part of; null while it stands for itself
 * @param firstSeen observed time of its first line
 * @param lines how many there were; after a kill of the server a few may be counted twice
 */
public record LogTemplate(
    TenantId tenant,
    String service,
    String id,
    String text,
    String state,
    @Nullable String into,
    Instant firstSeen,
    Instant lastSeen,
    long lines) {}

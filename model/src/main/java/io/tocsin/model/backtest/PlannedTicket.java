package io.tocsin.model.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it was filed, or would have been.
 *
 * @param at when
 * @param title null where it was not kept
 * @param team who was named as owner; null for nobody
 * @param priority 1 (highest) to 4; 0 where it was not kept
 * @param id the tracker's; null where it was not filed
 * @param because why that owner
 */
public record PlannedTicket(
    Instant at,
    @Nullable String title,
    @Nullable String team,
    @Nullable String person,
    int priority,
    @Nullable String id,
    String because) {}

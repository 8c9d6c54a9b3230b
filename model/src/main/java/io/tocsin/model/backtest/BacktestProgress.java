package io.tocsin.model.backtest;

import java.time.Instant;

/**
 * How far it has come.
 *
 * @param signals taken in so far
 * @param upTo time of the history
 */
public record BacktestProgress(long signals, Instant upTo) {}

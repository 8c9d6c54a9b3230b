package io.tocsin.bot.backtest;

import io.tocsin.model.mute.SilenceStore;
import io.tocsin.model.release.ReleaseStore;

/** The stores of one play, all of them in memory or for reading only. */
record Played(
    HistoryClock clock,
    PendingSignals pending,
    PlayedIncidents incidents,
    PlayedLedger ledger,
    PlayedFiling filing,
    SilenceStore silences,
    ReleaseStore releases) {}

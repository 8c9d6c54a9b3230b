/**
 * History played through the bot's own decisions: detectors, verdicts, owners, mutes, priorities,
 * over stores in memory and with the clock of the history. There is no tracker and no channel here
 * to reach, and no store that can be written to.
 */
package io.tocsin.bot.backtest;

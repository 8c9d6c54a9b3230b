/** What the bot would have filed over stored history, beside what it did file. */
package io.tocsin.model.backtest;

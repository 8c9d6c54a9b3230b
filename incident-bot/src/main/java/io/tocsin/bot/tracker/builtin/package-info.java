/** Tocsin's own tracker: the client that the bot uses, and the JSON that both sides speak. */
package io.tocsin.bot.tracker.builtin;

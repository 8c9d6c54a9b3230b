/** Calls to a tracker's REST API: sent at most once, ended in time, failures told apart. */
package io.tocsin.bot.exchange;

/**
 * Calls to REST APIs of trackers and channels: sent at most once, ended in time, failures told
 * apart.
 */
package io.tocsin.bot.exchange;

/** Alerts of other systems: kept, told to the bot as signals, and ended. */
package io.tocsin.bot.alert;

/** Silences, inhibition and maintenance windows: what is mute, and what follows when it ends. */
package io.tocsin.bot.mute;

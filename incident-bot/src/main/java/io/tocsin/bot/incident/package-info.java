/** From signals to incidents: which episode of which fault, what of it is told, and why. */
package io.tocsin.bot.incident;

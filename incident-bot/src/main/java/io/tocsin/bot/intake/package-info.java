/** How other systems say that an alert fires or is over. */
package io.tocsin.bot.intake;

/** How the bot's own threads run and end. */
package io.tocsin.bot.loop;

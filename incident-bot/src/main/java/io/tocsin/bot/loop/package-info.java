/** How the bot's own threads run, wait and end. */
package io.tocsin.bot.loop;

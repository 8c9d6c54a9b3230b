/** How the bot's own threads end. */
package io.tocsin.bot.loop;

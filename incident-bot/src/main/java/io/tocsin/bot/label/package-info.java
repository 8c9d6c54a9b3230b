/** What a ticket says in labels: its key, its team, its priority. */
package io.tocsin.bot.label;

/** What places for code with issues beside it have in common: labels as keys, texts that act. */
package io.tocsin.bot.forge;

/** A ticket's markdown in the markup of trackers that have one of their own. */
package io.tocsin.bot.markup;

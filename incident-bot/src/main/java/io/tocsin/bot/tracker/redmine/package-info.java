/** Redmine, REST: issues by number, no labels, so that the key stands in the description. */
package io.tocsin.bot.tracker.redmine;

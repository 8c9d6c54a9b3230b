/**
 * What trackers post when a ticket changes: whether it is theirs, and which ticket it speaks of.
 */
package io.tocsin.bot.hook;

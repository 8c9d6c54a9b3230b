/** What follows when a fault that has a ticket is seen again: a comment a window, a reopening. */
package io.tocsin.bot.recurrence;

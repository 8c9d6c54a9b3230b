/** How urgent a ticket is: by the path that its fault lies on, and by whom it touched. */
package io.tocsin.bot.priority;

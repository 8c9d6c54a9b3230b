/** A channel or chat of Microsoft Teams, by the webhook of a workflow. */
package io.tocsin.bot.notice.teams;

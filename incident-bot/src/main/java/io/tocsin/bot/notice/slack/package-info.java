/** Slack, by a bot's token: one message an incident, kept as the incident is. */
package io.tocsin.bot.notice.slack;

/** Jira Cloud, REST v3: the search without a total, documents as text, users by account id. */
package io.tocsin.bot.tracker.jiracloud;

/** Jira Data Center, REST v2: search with a total, wiki text, users by name. */
package io.tocsin.bot.tracker.jiradatacenter;

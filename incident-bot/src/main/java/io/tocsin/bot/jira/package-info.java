/** What Jira Cloud and Jira Data Center have in common: issues, forms, workflows, people. */
package io.tocsin.bot.jira;

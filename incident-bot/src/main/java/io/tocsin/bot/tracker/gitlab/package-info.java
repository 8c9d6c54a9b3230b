/** GitLab's REST API, v4: issues found by a label. */
package io.tocsin.bot.tracker.gitlab;

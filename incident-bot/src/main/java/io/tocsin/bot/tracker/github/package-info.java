/** GitHub's REST API, version 2022-11-28: issues found by a label. */
package io.tocsin.bot.tracker.github;

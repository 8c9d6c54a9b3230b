/** Each change of an incident as JSON, signed, in order: for somebody's machine. */
package io.tocsin.bot.notice.webhook;

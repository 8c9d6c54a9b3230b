/** Notices: who is told of an incident's change, in what words, and until it has arrived. */
package io.tocsin.bot.notice;

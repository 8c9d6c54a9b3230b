/** E-mail by SMTP: one message a change, an incident's in one thread. */
package io.tocsin.bot.notice.mail;

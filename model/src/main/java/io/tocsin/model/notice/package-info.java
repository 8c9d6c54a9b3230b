/** Notices: what leaves for chats, pagers, mailboxes and machines, and what became of it. */
package io.tocsin.model.notice;

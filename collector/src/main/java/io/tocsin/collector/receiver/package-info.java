/** What receivers share: who sends, how much they may hold, where they listen. */
package io.tocsin.collector.receiver;

/**
 * Tocsin's own tracker: a small REST service in a process of its own, that behaves as real trackers
 * do. It knows no idempotency, and told so at start it loses answers, stalls and searches stale.
 */
package io.tocsin.bot.tracker.builtin.server;

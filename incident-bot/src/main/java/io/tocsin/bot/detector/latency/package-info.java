/** Endpoints that take longer than they used to, without a threshold that somebody must set. */
package io.tocsin.bot.detector.latency;

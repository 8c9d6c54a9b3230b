/**
 * A usual small service: one request, one query, some arithmetic, one log line, one JSON answer.
 */
package io.tocsin.bench.app;

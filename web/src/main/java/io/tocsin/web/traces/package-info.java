/** Spans and log lines of one trace. */
package io.tocsin.web.traces;

/**
 * The error model: which tier an error is of, whether to retry, whom to alarm. Its rules are data.
 */
package io.tocsin.collector.processor.classify;

/**
 * Payloads of the log to the field's nouns, for readers: behind the log, objects are affordable.
 */
package io.tocsin.collector.decode;

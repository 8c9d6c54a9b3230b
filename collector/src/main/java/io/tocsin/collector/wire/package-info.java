/**
 * OTLP requests in their wire form: a cursor over the bytes, edits, and the encoding of what
 * results. Knows the protocol, not what is looked for.
 */
package io.tocsin.collector.wire;

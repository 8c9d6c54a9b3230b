/**
 * Trace and account for records that came without: from other records and spans of the same trace,
 * and from the span that was active on the same thread. Bounded in count and time; every miss is
 * counted with its reason.
 */
package io.tocsin.collector.join;

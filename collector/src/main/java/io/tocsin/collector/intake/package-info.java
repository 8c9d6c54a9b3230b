/** The way of every receiver's batches into the log. */
package io.tocsin.collector.intake;

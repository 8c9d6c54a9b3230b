/**
 * What happens behind the log: {@code DetectionReader} turns entries into signals, {@code
 * StoreReader} into documents. Each has a thread, a place in the log and join tables of its own.
 */
package io.tocsin.collector.reader;

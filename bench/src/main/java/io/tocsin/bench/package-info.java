/** Benchmarks: each beside its rivals and limits in one run. */
package io.tocsin.bench;

/** What every benchmark reads and prints. */
package io.tocsin.bench.measure;

/** The way of a record into the log and on to where it can be searched, beside rivals. */
package io.tocsin.bench.collector;

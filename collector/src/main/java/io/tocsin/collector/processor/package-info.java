/** Stateless work on a request between its receiver and the log; one package for each kind. */
package io.tocsin.collector.processor;

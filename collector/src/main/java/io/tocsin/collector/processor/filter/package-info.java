/** Leaves out what a rule of the operator's names. */
package io.tocsin.collector.processor.filter;

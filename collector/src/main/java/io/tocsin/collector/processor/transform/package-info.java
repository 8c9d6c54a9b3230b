/** Changes records as rules of the operator's say. */
package io.tocsin.collector.processor.transform;

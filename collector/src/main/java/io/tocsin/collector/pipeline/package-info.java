/** From the bytes of a request to the masked, split parts that the log takes. */
package io.tocsin.collector.pipeline;

/** Which records are kept in the document store where not all are, and for how many each stands. */
package io.tocsin.collector.sampling;

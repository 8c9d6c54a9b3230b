/** Incidents: the list, one with its evidence, what people decide about it, and what is live. */
package io.tocsin.web.incidents;

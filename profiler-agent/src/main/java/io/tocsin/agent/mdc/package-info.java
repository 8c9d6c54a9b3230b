/** The MDC of each thread as it was before it was cleared. */
package io.tocsin.agent.mdc;

/** The last trace context of each thread, known also after its scope was closed. */
package io.tocsin.agent.context;

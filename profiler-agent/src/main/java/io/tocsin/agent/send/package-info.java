/** The way to the collector: a bounded queue, one thread, one connection at a time. */
package io.tocsin.agent.send;

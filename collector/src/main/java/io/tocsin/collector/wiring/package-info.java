/** The collector's parts, put together. */
package io.tocsin.collector.wiring;

/** How long endpoints take, as a chart: quantiles, what is usual, releases. */
package io.tocsin.web.latency;

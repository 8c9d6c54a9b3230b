/** Certificates of what listens and of what connects, read again while they are in use. */
package io.tocsin.collector.tls;

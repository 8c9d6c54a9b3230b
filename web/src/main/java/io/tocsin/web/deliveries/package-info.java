/**
 * What became of notices: each delivery with its last answer, replay, and a test of each channel.
 */
package io.tocsin.web.deliveries;

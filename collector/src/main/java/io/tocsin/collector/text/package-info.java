/** Scanners over UTF-8 bytes: they find, they decide nothing, and they make no objects. */
package io.tocsin.collector.text;

/** The embedded durable log: segment files, group commit, readers with own positions. */
package io.tocsin.storage.segment;

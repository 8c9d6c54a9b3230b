/** Blobs in files. */
package io.tocsin.storage.blob;

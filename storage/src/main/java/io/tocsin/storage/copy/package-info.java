/** Copies of files of a store at work, for a backup. */
package io.tocsin.storage.copy;

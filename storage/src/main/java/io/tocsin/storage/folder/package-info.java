/** Folders and files whose names and bytes must survive a power cut. */
package io.tocsin.storage.folder;

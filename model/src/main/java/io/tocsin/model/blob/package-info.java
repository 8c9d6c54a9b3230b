/** Files that others made and people may want back as they were: recordings, crash files. */
package io.tocsin.model.blob;

/** A backup's own form: a stream on its way, a folder with a manifest at rest. */
package io.tocsin.web.assembly.archive;
